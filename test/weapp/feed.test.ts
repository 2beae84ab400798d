/** The community tab in the mini program: what a guest reads, in every state, and what it costs the phone. */
import { fillFeed } from '../support/community'
import { publishFigures } from '../support/figures'
import type { PhoneSettings } from '../support/weapp/phone'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, type World } from '../support/world'

const KIB = 1024
const POSTS = 24
const PAGE = 20

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  await fillFeed(world, POSTS)
}, 60_000)
afterAll(() => world.close())

const cards = (mp: { all(selector: string): Element[] }) => mp.all('[id^="post-card-"]')

async function launched(settings?: PhoneSettings) {
  const opened = phone(world.stranger(), settings)
  await opened.mp.launch(COMMUNITY)
  return opened
}

describe('a guest reads', () => {
  test('skeletons in the shape of the content stand until the answer comes', async () => {
    const { mp, cloud } = phone(world.stranger())
    cloud.hold()
    mp.begin(COMMUNITY)
    await mp.waitFor(() => mp.find('#feed-skeleton') !== undefined, 'the skeletons')
    expect(mp.find('#feed')).toBeUndefined()
    cloud.release()
    await mp.idle()
    expect(mp.find('#feed-skeleton')).toBeUndefined()
    expect(cards(mp)).toHaveLength(PAGE)
  })

  test('the first screen is one call, its photos have addresses', async () => {
    const { mp } = await launched()
    expect(mp.calls('cloud.callFunction').map((call) => call.options.name)).toEqual(['home'])
    const photos = mp.all('.cover-picture').map((picture) => mp.attribute(picture, 'src'))
    expect(photos.length).toBeGreaterThan(PAGE / 2)
    for (const address of photos) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
  })

  test('the end of the list brings the next page once, then says that this was all', async () => {
    const { mp } = await launched()
    mp.resetMeasures()
    await mp.lifecycle('onReachBottom')
    expect(cards(mp)).toHaveLength(POSTS)
    expect(mp.find('#feed-end')).toBeDefined()
    await mp.lifecycle('onReachBottom')
    expect(cards(mp)).toHaveLength(POSTS)
    // Only what is new crosses the bridge.
    expect(mp.measures().bytes).toBeLessThan(12 * KIB)
  })

  test('pulling down asks anew and lets the spinner go', async () => {
    const { mp } = await launched()
    await mp.lifecycle('onPullDownRefresh')
    expect(mp.calls('cloud.callFunction')).toHaveLength(2)
    expect(mp.calls('stopPullDownRefresh')).toHaveLength(1)
  })

  test('the way back from a post finds the feed as it was: nothing is loaded, drawn or moved', async () => {
    const { mp } = await launched()
    await mp.lifecycle('onReachBottom')
    const before = cards(mp)
    await mp.tap(before[POSTS - 1] ?? mp.get('#feed'))
    expect(mp.stack().at(-1)).toBe('pages/post/index')
    const asked = mp.calls('cloud.callFunction').length
    await mp.back()
    // WeChat keeps the place of a page that is not drawn anew.
    expect(cards(mp).filter((card, at) => card !== before[at])).toEqual([])
    expect(mp.calls('cloud.callFunction')).toHaveLength(asked)
    expect(mp.calls('pageScrollTo')).toEqual([])
  })

  test('a board without posts says so and offers to begin', async () => {
    const { mp } = await launched()
    await mp.tap('#board-brd_kitchen0')
    expect(mp.find('#feed-empty')).toBeDefined()
    await mp.tap('#board-all')
    expect(cards(mp)).toHaveLength(PAGE)
  })
})

describe('without a network', () => {
  test('the first visit says what is wrong, and trying again helps', async () => {
    const { mp } = await launched({ online: false })
    await mp.waitFor(() => mp.find('#state-offline') !== undefined, 'the offline state')
    expect(mp.text('#offline-banner')).not.toBe('')
    await mp.setOnline(true)
    await mp.tap('#retry')
    expect(cards(mp)).toHaveLength(PAGE)
    expect(mp.find('#offline-banner')).toBeUndefined()
  })

  test('a later visit shows what was there the last time', async () => {
    const first = await launched()
    const { storage } = first.mp.phone
    const { mp } = await launched({ online: false, storage })
    expect(cards(mp)).toHaveLength(PAGE)
    expect(mp.find('#offline-banner')).toBeDefined()
  })
})

describe('the phone’s own settings', () => {
  test('a change of the theme is no change of what is shown', async () => {
    const { mp } = await launched({ theme: 'dark' })
    await mp.setTheme('light')
    expect(cards(mp)).toHaveLength(PAGE)
  })
})

describe('budgets', () => {
  test('first paint: at most 2 setData calls and 32 KiB after the data, under 600 nodes', async () => {
    const { mp, cloud } = phone(world.stranger())
    cloud.hold()
    mp.begin(COMMUNITY)
    await mp.waitFor(() => mp.find('#feed-skeleton') !== undefined, 'the skeletons')
    mp.resetMeasures()
    cloud.release()
    await mp.idle()
    expect(cards(mp)).toHaveLength(PAGE)
    const { calls, bytes } = mp.measures()
    publishFigures('weapp-first-paint', [
      { name: 'setData calls after the data', value: calls, max: 2, unit: 'calls' },
      { name: 'setData after the data', value: bytes / KIB, max: 32, unit: 'KiB' },
      { name: 'nodes on the page', value: mp.nodeCount(), max: 600, unit: 'nodes' },
      { name: 'depth of the page', value: mp.nodeDepth(), max: 30, unit: 'levels' },
    ])
    expect(calls).toBeLessThanOrEqual(2)
    expect(bytes).toBeLessThanOrEqual(32 * KIB)
    expect(mp.nodeCount()).toBeLessThan(600)
    expect(mp.nodeDepth()).toBeLessThan(30)
  })

  test('a like: under half a KiB, on one card only', async () => {
    const { mp } = phone(world.bob)
    await mp.launch(COMMUNITY)
    const [heart] = mp.all('[id^="like-"]')
    if (!heart) throw new Error('no card can be liked')
    mp.resetMeasures()
    await mp.tap(heart)
    const { bytes } = mp.measures()
    publishFigures('weapp-like', [{ name: 'setData of a like', value: bytes, max: 512, unit: 'bytes' }])
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(512)
    expect(mp.all('.liked').map((element) => element.id)).toEqual([heart.id])
    await mp.tap(`#${heart.id}`)
    expect(mp.all('.liked')).toEqual([])
  })
})
