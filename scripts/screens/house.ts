/** The demo community with a stage set in it, and how its people call. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Emulator } from '../../emulator/types'
import { pictures, type Subject } from '../demo/art/pictures'
import { renderPicture } from '../demo/art/render'
import { OPENIDS } from '../demo/people'
import { type Player, playerOf } from '../demo/player'
import type { Viewer } from './scenes'
import { type Cast, type Stage, setStage } from './stage'

/** Of the demo community: an ordinary member, one who writes a lot, and the operator. */
const VIEWER = OPENIDS.member
const AUTHOR = OPENIDS.instructor
const STAFF = OPENIDS.operator
/** Somebody who joins for the pictures. */
const NEWCOMER = 'oDemoForThePictures'
/** The picker's words for each of them. */
export const PICKER_NAMES: Readonly<Record<Viewer, string | RegExp>> = {
  member: /林小满/,
  staff: /阿禾/,
  newcomer: /新来的/,
}
const JOB_TURNS = 3

/** Sets the stage in a community that was seeded; answers where its pages are. */
export async function furnish(emulator: Emulator): Promise<Stage> {
  const cast: Cast = {
    viewer: playerOf(emulator, VIEWER),
    author: playerOf(emulator, AUTHOR),
    staff: playerOf(emulator, STAFF),
    photoOf: (player, number) => uploadPicture(emulator, player, number),
    async runJobs() {
      for (let turn = 0; turn < JOB_TURNS; turn += 1) {
        await emulator.timers.runNow('jobs', 'each-minute')
        await emulator.clock.set(emulator.clock.now() + 60_000)
      }
    },
  }
  await playerOf(emulator, NEWCOMER).call('member.join', {
    requestId: 'screens-newcomer-joins',
    nickname: '新来的',
    rulesVersion: 1,
  })
  offerNewcomer(emulator)
  return setStage(cast)
}

/** What the photos of the stage show, by their numbers. */
const SUBJECTS: readonly Subject[] = ['croissant', 'croissant', 'pie', 'flour', 'tools']

/** A drawing of the demo community, uploaded as a member would. */
async function uploadPicture(emulator: Emulator, player: Player, number: number): Promise<string> {
  const fitting = pictures.filter(({ subject }) => subject === SUBJECTS[number])
  const picture = fitting[number % fitting.length]
  if (!picture) throw new Error(`the demo community draws no picture ${number}`)
  const photo = await renderPicture(picture.svg)
  const wish = {
    requestId: `screens-photo-number-${number}`,
    purpose: 'post',
    bytes: photo.byteLength,
  } as const
  const { mediaId, path } = await player.call('media.requestUpload', wish)
  const fileId = await emulator.storage.write(path, photo)
  await player.call('media.complete', { mediaId, fileId })
  return mediaId
}

/** Puts the newcomer among those whom the picker offers. */
function offerNewcomer(emulator: Emulator): void {
  const file = join(emulator.dataDir, 'identities.json')
  const identities: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(identities)) throw new Error('the demo community offers nobody')
  writeFileSync(file, JSON.stringify([...identities, { openid: NEWCOMER, name: '新来的' }]))
}
