/**
 * Every page at 375 px: readable by everybody (axe) in light and dark, nothing cut or wider than the screen at the
 * largest text, in both languages. The pages are those of `npm run screens`. Pictures are left in .cache/shots.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MEMBERS } from '../../cloudfunctions/member/collections'
import { type Scene, scenesOf, type Viewer } from '../../scripts/screens/scenes'
import { type Stage, setStage } from '../../scripts/screens/stage'
import type { ColorScheme, Visit } from '../support/browser'
import { BrowserWorld, SHOTS_DIR } from '../support/browser-world'
import { fillFeed } from '../support/community'
import { tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'

let house: BrowserWorld
let stage: Stage

const NAMES: Readonly<Record<Viewer, string>> = { member: 'Alice', staff: 'Carol', newcomer: 'Newcomer' }

beforeAll(async () => {
  house = await BrowserWorld.open()
  const { world } = house
  const { alice, bob, carol, emulator } = world
  emulator.openapi.script.media = { mode: 'pass' }
  const role = { query: { _id: carol.memberId }, data: { $set: { roles: ['operator'] } } }
  await emulator.database.modify(MEMBERS, { ...role, multi: false, merge: true, upsert: false })
  house.offer(await world.newcomer('Newcomer'), 'Newcomer')
  await fillFeed(world, 6)
  stage = await setStage({
    ...{ viewer: alice, author: bob, staff: carol },
    photoOf: async () => bob.upload(await jpegPhoto(20)),
    runJobs: async () => {
      for (let turn = 0; turn < 2; turn += 1) await tickAfter(world)
    },
  })
  mkdirSync(SHOTS_DIR, { recursive: true })
}, 240_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

interface Look {
  readonly name: string
  readonly scheme: ColorScheme
  /** Settings to tap before the pages are seen. */
  readonly taps: readonly string[]
  /** What is asked of each page. Colours are the same at every size of text, and what is cut in no theme's doing. */
  readonly defects: (visit: Visit) => Promise<string[]>
}

const unreadable = (visit: Visit) => visit.accessibilityViolations()
const cut = (visit: Visit) => visit.cutText()

const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', taps: [], defects: unreadable },
  { name: 'large', scheme: 'light', taps: ['#text-size-extra'], defects: cut },
  {
    name: 'dark-english-large',
    scheme: 'dark',
    taps: ['#text-size-extra', '#language-en'],
    defects: async (visit) => [...(await unreadable(visit)), ...(await cut(visit))],
  },
]

async function open(visit: Visit, { path, ready, taps = [] }: Scene): Promise<void> {
  await visit.openLink(path)
  await visit.at(ready).first().waitFor()
  for (const tap of taps) await visit.at(tap).first().tap()
  await visit.page.waitForFunction(() => [...document.images].every((image) => image.complete))
}

describe.each(LOOKS)('$name', ({ name, scheme, taps, defects }) => {
  test.each(['member', 'newcomer', 'staff'] as const)(
    'every page of a %s',
    async (viewer) => {
      const visit = await house.visit(NAMES[viewer], { colorScheme: scheme })
      await visit.openLink('/packages/member/settings')
      for (const control of taps) await visit.at(control).tap()
      const found: Record<string, string[]> = {}
      for (const scene of scenesOf(stage).filter((each) => (each.viewer ?? 'member') === viewer)) {
        await open(visit, scene)
        await visit.page.screenshot({ path: join(SHOTS_DIR, `${scene.name}-${name}.png`) })
        const here = await defects(visit)
        if (here.length > 0) found[scene.name] = here
      }
      expect(found).toEqual({})
    },
    240_000,
  )
})

test('the picker is readable by everybody, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const visit = await house.atPicker({ colorScheme })
    await visit.page.screenshot({ path: join(SHOTS_DIR, `picker-${colorScheme}.png`) })
    expect(await visit.accessibilityViolations()).toEqual([])
    expect(await visit.cutText()).toEqual([])
  }
})
