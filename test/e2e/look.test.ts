/**
 * Every page at 375 px: readable by everybody (axe) in light and dark, nothing cut or wider than the screen at the
 * largest text, in both languages. The pages are those of `npm run screens`, which takes their pictures.
 */
import { CHECK_IN_CALENDARS, DAILY } from '../../cloudfunctions/checkin/collections'
import { newCalendar } from '../../cloudfunctions/checkin/marking-rules'
import { callerKey } from '../../cloudfunctions/kit/id'
import { periodOf } from '../../cloudfunctions/kit/period'
import { MEMBERS } from '../../cloudfunctions/member/collections'
import { type Scene, scenesOf, type Viewer } from '../../scripts/screens/scenes'
import { type Stage, setStage } from '../../scripts/screens/stage'
import type { ColorScheme, Visit } from '../support/browser'
import { BrowserWorld } from '../support/browser-world'
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
  // Nobody here has come for a week: that they have is all that a milestone's poster asks.
  const caller = { memberId: alice.memberId, callerKey: callerKey(alice.openid) }
  const calendar = newCalendar(DAILY, caller, periodOf('day', Date.now()), Date.now())
  await emulator.database.importDocuments(CHECK_IN_CALENDARS, [{ ...calendar, milestone: 7 }])
  stage = await setStage({
    ...{ viewer: alice, author: bob, staff: carol },
    photoOf: async (player, number) =>
      (player === alice ? alice : bob).upload(await jpegPhoto(20 + number * 60)),
    runJobs: async () => {
      for (let turn = 0; turn < 2; turn += 1) await tickAfter(world)
    },
  })
}, 240_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

interface Look {
  readonly name: string
  readonly scheme: ColorScheme
  /** Settings to tap before the pages are seen. */
  readonly taps: readonly string[]
  /** What is asked of each page. What is cut is no theme's doing. */
  readonly defects: (visit: Visit) => Promise<string[]>
}

/** Makes the text of a page that stands in the usual size as large as it can be chosen: a class is all there is to it. */
function enlarge(visit: Visit): Promise<void> {
  return visit.page.evaluate(() => {
    const pages = document.querySelectorAll('.text-standard')
    if (pages.length === 0) throw new Error('nothing here stands in the usual size')
    for (const page of pages) page.classList.replace('text-standard', 'text-extra')
  })
}

/** For what has been looked at in light. */
async function dimOrCut(visit: Visit): Promise<string[]> {
  return [...(await visit.accessibilityViolations({ of: 'colors' })), ...(await visit.cutText())]
}

const LOOKS: readonly Look[] = [
  {
    name: 'light, then large',
    scheme: 'light',
    taps: [],
    async defects(visit) {
      const unreadable = await visit.accessibilityViolations()
      await enlarge(visit)
      return [...unreadable, ...(await visit.cutText())]
    },
  },
  {
    name: 'dark and large in English',
    scheme: 'dark',
    taps: ['#text-size-extra', '#language-en'],
    defects: dimOrCut,
  },
]

async function open(visit: Visit, { path, ready, taps = [] }: Scene): Promise<void> {
  await visit.openLink(path)
  await visit.at(ready).first().waitFor()
  for (const tap of taps) await visit.at(tap).first().tap()
  await visit.page.waitForFunction(() => [...document.images].every((image) => image.complete))
}

describe.each(LOOKS)('$name', ({ scheme, taps, defects }) => {
  test.each(['member', 'newcomer', 'staff'] as const)(
    'every page of a %s',
    async (viewer) => {
      const visit = await house.visit(NAMES[viewer], { colorScheme: scheme })
      await visit.openLink('/packages/member/settings')
      for (const control of taps) await visit.at(control).tap()
      const found: Record<string, string[]> = {}
      for (const scene of scenesOf(stage).filter((each) => (each.viewer ?? 'member') === viewer)) {
        await open(visit, scene)
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
    expect([...(await visit.accessibilityViolations()), ...(await visit.cutText())]).toEqual([])
  }
})
