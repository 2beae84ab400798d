/** One world, served to one browser: what the tests of a file share. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { PickableIdentity } from '../../emulator/types'
import { startBrowser, Visit, type VisitOptions } from './browser'
import { createWorld, type Person, type World } from './world'

const H5_DIR = join(__dirname, '..', '..', 'dist', 'h5')
/** Pictures for people to look at; git does not see them. */
export const SHOTS_DIR = join(__dirname, '..', '..', '.cache', 'shots')
/** What the picker calls somebody who has never been here. */
export const NEW_PERSON = /A new person/

export class BrowserWorld {
  private readonly visits: Visit[] = []

  private constructor(
    readonly world: World,
    private readonly browser: Browser,
    private readonly identities: PickableIdentity[],
  ) {}

  /** Starts a world and a browser; the app must have been built. */
  static async open(): Promise<BrowserWorld> {
    if (!existsSync(join(H5_DIR, 'index.html')))
      throw new Error('There is no h5 app in dist/h5; build it first: npm run build:h5')
    const identities: PickableIdentity[] = []
    const world = await createWorld({ h5Dir: H5_DIR, identities })
    for (const [name, person] of Object.entries({ Alice: world.alice, Bob: world.bob, Carol: world.carol }))
      identities.push({ openid: person.openid, name, note: '成员' })
    return new BrowserWorld(world, await startBrowser(), identities)
  }

  /** Lets the picker offer somebody more. */
  offer(person: Person, name: string): void {
    this.identities.push({ openid: person.openid, name })
  }

  /** Opens a browser window as somebody the picker offers; they see the community. */
  async visit(name: string | RegExp, options?: VisitOptions): Promise<Visit> {
    const visit = await Visit.enter(this.browser, this.world.emulator.entryUrl, options)
    this.visits.push(visit)
    await visit.pick(name)
    return visit
  }

  /** Opens a browser window at the picker. */
  async atPicker(options?: VisitOptions): Promise<Visit> {
    const visit = await Visit.enter(this.browser, this.world.emulator.entryUrl, options)
    this.visits.push(visit)
    return visit
  }

  /** Closes the windows of a test, keeping how each looked last; throws what the first of their pages complained of. */
  async closeVisits(): Promise<void> {
    const name = (expect.getState().currentTestName ?? 'test').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
    for (const [index, visit] of this.visits.entries())
      await visit.page.screenshot({ path: join(SHOTS_DIR, 'last', `${name}-${index + 1}.png`) })
    const results = await Promise.allSettled(this.visits.splice(0).map((visit) => visit.close()))
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.world.close()
  }
}
