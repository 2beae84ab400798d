/** What operators may change without a release: versions, history, kill switches, and what reading them costs. */
import * as z from 'zod'
import type { SaveWish, Settings } from '../../../cloudfunctions/kit/configs'
import { DAY_MS } from '../../../contract/limits'
import { storedDocument } from '../../support/documents'
import { type Kit, loadKit } from '../../support/kit'
import { createWorld, newRequestId, type World } from '../../support/world'

let world: World
let kit: Kit
beforeAll(async () => {
  world = await createWorld()
  kit = await loadKit(world.emulator)
})
afterAll(() => world.close())

const SPEC = {
  domain: 'demo',
  flags: { sparkle: false },
  values: z.strictObject({ days: z.number().int().min(1).default(30) }),
}
const SETTINGS: Settings = { flags: {}, killSwitches: [], rateLimits: [], values: {} }
const wish = (expectedVersion: number, settings: unknown, requestId = newRequestId()): SaveWish => ({
  callerKey: 'an-operator',
  requestId,
  action: 'demo.saveConfig',
  input: { expectedVersion, settings },
  workId: 'mbr_operator0',
  now: 1_000,
  expectedVersion,
  settings,
})
const domainOf = (name: string) => ({ ...SPEC, domain: name })
/** Saves the next version of a function's own config, and lets its instances forget what they remember. */
async function save(domain: string, expectedVersion: number, change: Partial<Settings>): Promise<void> {
  await kit.configs.saveConfig(domainOf(domain), wish(expectedVersion, { ...SETTINGS, ...change }))
  world.emulator.functions.reload(domain)
}

test('before anybody saves, defaults hold; what is saved replaces them whole', async () => {
  const fresh = domainOf('fresh')
  expect(await kit.configs.readConfig(fresh)).toMatchObject({
    version: 0,
    flags: { sparkle: false },
    values: { days: 30 },
  })
  const saved = domainOf('saved')
  await kit.configs.saveConfig(saved, wish(0, { ...SETTINGS, flags: { sparkle: true }, values: { days: 7 } }))
  await kit.configs.saveConfig(saved, wish(1, { ...SETTINGS, values: { days: 8 } }))
  expect(await kit.configs.readConfig(saved)).toMatchObject({
    version: 2,
    flags: { sparkle: false },
    values: { days: 8 },
  })
})

test('every version is kept, with who saved it and when', async () => {
  const spec = domainOf('kept')
  for (const version of [0, 1]) {
    await kit.configs.saveConfig(spec, wish(version, { ...SETTINGS, values: { days: 7 + version } }))
  }
  for (const version of [1, 2]) {
    expect(await storedDocument(world, 'config_versions', `kept:${version}`)).toMatchObject({
      version,
      values: { days: 6 + version },
      savedBy: 'mbr_operator0',
      savedAt: 1_000,
    })
  }
})

test('of eight who saw the same version one saves; STALE_VERSION for the others', async () => {
  const spec = domainOf('raced')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) =>
      kit.configs.saveConfig(spec, wish(0, { ...SETTINGS, values: { days: n + 1 } })),
    ),
  )
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toHaveLength(7)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'STALE_VERSION' })
  expect(await storedDocument(world, 'configs', 'raced')).toMatchObject({ version: 1 })
})

test('asking again saves nothing twice; IDEMPOTENCY_MISMATCH for something else', async () => {
  const spec = domainOf('again')
  const requestId = newRequestId()
  for (const _ of [1, 2]) expect(await kit.configs.saveConfig(spec, wish(0, SETTINGS, requestId))).toBe(1)
  const other = kit.configs.saveConfig(spec, wish(0, { ...SETTINGS, killSwitches: ['x'] }, requestId))
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
})

test.each([
  ['an unknown flag', { ...SETTINGS, flags: { glitter: true } }],
  ['a value out of its bounds', { ...SETTINGS, values: { days: 0 } }],
  ['a value that nobody knows', { ...SETTINGS, values: { weeks: 1 } }],
  ['a limit of nothing', { ...SETTINGS, rateLimits: [{ action: 'demo.do', max: 0, windowMs: 1 }] }],
  [
    'a window longer than its calls are kept',
    { ...SETTINGS, rateLimits: [{ action: 'demo.do', max: 1, windowMs: DAY_MS + 1 }] },
  ],
  ['half of it', { flags: {} }],
])('INVALID_INPUT for %s', async (_name, settings) => {
  const saving = kit.configs.saveConfig(domainOf('wrong'), wish(0, settings))
  await expect(saving).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('a stored value that this release refuses counts as not saved', async () => {
  const document = { _id: 'older', schemaVersion: 1, version: 4, ...SETTINGS, values: { days: 'thirty' } }
  await world.emulator.database.importDocuments('configs', [document])
  expect(await kit.configs.readConfig(domainOf('older'))).toMatchObject({ version: 4, values: { days: 30 } })
})

test('SWITCHED_OFF: one action, then all writes of a function; reading goes on', async () => {
  const postId = await world.alice.publish('a loaf')
  const like = { postId, liked: true }
  await save('post', 0, { killSwitches: ['post.setLike'] })
  expect(await world.bob.refusal('post.setLike', like)).toBe('SWITCHED_OFF')
  const comment = { requestId: newRequestId(), postId, text: 'lovely' }
  await world.bob.call('post.createComment', comment)
  await save('post', 1, { killSwitches: ['writes'] })
  expect(await world.bob.refusal('post.createComment', comment)).toBe('SWITCHED_OFF')
  expect((await world.bob.call('post.getPost', { postId })).post.liked).toBe(false)
  await save('post', 2, {})
  expect(await world.bob.call('post.setLike', like)).toEqual({ liked: true })
})

test('a limit that an operator saves is the one that holds', async () => {
  await save('member', 0, { rateLimits: [{ action: 'member.updateProfile', max: 1, windowMs: 60_000 }] })
  await world.carol.call('member.updateProfile', { requestId: newRequestId() })
  const again = { requestId: newRequestId() }
  expect(await world.carol.refusal('member.updateProfile', again)).toBe('RATE_LIMITED')
})

test('an instance that knows its config reads it no more, and the first read waits for nobody', async () => {
  world.emulator.functions.reload('post')
  const costs = []
  for (const _ of [1, 2]) {
    await world.alice.call('post.listFeed', {})
    const { roundTrips, calls } = world.lastRecord()
    costs.push({ roundTrips, calls })
  }
  const [cold, warm] = costs
  expect(cold?.roundTrips).toBe(warm?.roundTrips)
  expect((cold?.calls ?? 0) - (warm?.calls ?? 0)).toBe(1)
})
