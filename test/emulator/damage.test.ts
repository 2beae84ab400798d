/** A sample of the damaged data files that `npm run torture -- damage` opens by the thousand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomFrom } from '../torture/campaign'
import { type Damage, DamagedCopies, damageOf } from '../torture/damaged-copies'

const COPIES = 80
const SEED = 7

jest.setTimeout(120_000)

let dir: string
let copies: DamagedCopies
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-damage-'))
  copies = new DamagedCopies(dir)
  await copies.prepare(randomFrom(SEED))
})
afterAll(async () => {
  await copies.close()
  rmSync(dir, { recursive: true })
})

async function verdictsOf(damages: readonly Damage[]) {
  const verdicts = { opened: 0, refused: 0, wrong: [] as string[] }
  for (const [at, damage] of damages.entries()) await copies.look(damage, at % 2 === 0, verdicts)
  return verdicts
}

test('torn or stale meta pages and lost tails are recovered from or refused, never half a transaction', async () => {
  const random = randomFrom(SEED)
  const { opened, refused, wrong } = await verdictsOf(Array.from({ length: COPIES }, () => damageOf(random)))
  expect(wrong).toEqual([])
  expect(opened + refused).toBe(COPIES)
  expect(opened).toBeGreaterThan(COPIES / 3)
})

test('one torn meta page is always recovered from: the commit before it is whole', async () => {
  const damages = [0, 1].flatMap((slot) =>
    [0, 24, 40, 56, 88, 100, 136, 144, 152].map((from) => ({
      name: `meta page ${slot} from byte ${from}`,
      apply: (bytes: Buffer) => Buffer.from(bytes).fill(0, slot * 4096 + from, slot * 4096 + 168),
    })),
  )
  expect(await verdictsOf(damages)).toEqual({ opened: damages.length, refused: 0, wrong: [] })
})

test('a file without any of its commits is refused in one sentence', async () => {
  const bothGone = (bytes: Buffer) => Buffer.from(bytes).fill(0, 0, 8192)
  const verdicts = await verdictsOf([
    { name: 'no meta page', apply: bothGone },
    { name: 'no meta page', apply: bothGone },
    { name: 'nothing but meta pages', apply: (bytes) => bytes.subarray(0, 8192) },
  ])
  expect(verdicts).toEqual({ opened: 0, refused: 3, wrong: [] })
})
