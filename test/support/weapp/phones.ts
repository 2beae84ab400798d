/** Phones of the people of a test world, each with the built app on it; closed, and checked, after each test. */
import { join } from 'node:path'
import type { Person, World } from '../world'
import { emulatedCloud, type HeldCloud, heldCloud } from './emulated-cloud'
import { MiniProgram } from './mini-program'
import type { PhoneSettings } from './phone'

export const DIST = join(__dirname, '..', '..', '..', 'dist', 'weapp')
export const COMMUNITY = '/pages/community/index'

export interface OpenedPhone {
  readonly mp: MiniProgram
  /** The way to the cloud, whose answers can be kept back. */
  readonly cloud: HeldCloud
}

/** Answers a function that gives somebody a phone; what was given is closed after each test. */
export function givePhones(world: () => World): (person: Person, settings?: PhoneSettings) => OpenedPhone {
  const given: MiniProgram[] = []
  afterEach(() => {
    const failures = given.splice(0).flatMap((mp) => {
      try {
        mp.close()
        return []
      } catch (error) {
        return [error]
      }
    })
    if (failures.length > 0) throw failures[0]
  })
  return (person, settings = {}) => {
    const cloud = heldCloud(emulatedCloud(world().emulator, person.openid))
    const mp = new MiniProgram({ ...settings, dir: DIST, cloud })
    given.push(mp)
    return { mp, cloud }
  }
}
