/** The writes of a contest's works that every fault is tried at: announcing, entering, withdrawing, scoring. */
import { randomBytes } from 'node:crypto'
import { callerKey } from '../../cloudfunctions/kit/id'
import type { MediaDocument } from '../../cloudfunctions/media/collections'
import { hashBands } from '../../cloudfunctions/media/perceptual-hash'
import type { Document } from '../../emulator/types'
import { Contests } from './contests'
import { demand, demandOnce, type FaultySubject } from './fault-subject'
import type { Caller, InProcessWorld } from './in-process'
import { newId, stored } from './situations'

/** Each of these is a dozen calls or two; coprime to the five kinds of faults, as the others' is. */
const SAMPLE = 29

/** What the trials of a world share: a contest that takes works and one that takes votes, and their people. */
interface Situation {
  readonly contests: Contests
  readonly author: Caller
  readonly juror: Caller
  readonly taking: string
  readonly voting: string
}

const situations = new WeakMap<InProcessWorld, Promise<Situation>>()
function situationOf(world: InProcessWorld): Promise<Situation> {
  const known = situations.get(world) ?? begin(world)
  situations.set(world, known)
  return known
}

async function begin(world: InProcessWorld): Promise<Situation> {
  const contests = await Contests.open(world)
  const [author, juror] = [await contests.member(), await contests.member()]
  const jurorIds = [juror, await contests.member(), await contests.member()].map(({ memberId }) => memberId)
  return {
    contests,
    author,
    juror,
    taking: await contests.contest('submit'),
    voting: await contests.contest('vote', { scoring: 'votesAndJury', jurorIds }),
  }
}

/** A photo that has passed its check and looks like nothing else. */
async function photoOf(world: InProcessWorld, { openid }: Caller): Promise<string> {
  const perceptualHash = randomBytes(8).toString('hex')
  const [thumbFileId, displayFileId, originalFileId] = ['t', 'd', 'o'].map((name) => `cloud://none/${name}`)
  const photo = { thumbFileId, displayFileId, originalFileId, width: 640, height: 640 }
  const media: Omit<MediaDocument, 'photo'> = {
    _id: `med_${newId()}`,
    schemaVersion: 1,
    ownerKey: callerKey(openid),
    purpose: 'post',
    incomingPath: '',
    state: 'passed',
    createdAt: Date.now(),
  }
  const kept = { ...media, photo: { ...photo, perceptualHash, hashBands: hashBands(perceptualHash) } }
  await world.emulator.database.importDocuments('media', [kept])
  return media._id
}

const listOf = (document: Document | undefined): readonly unknown[] =>
  Array.isArray(document?.workIds) ? document.workIds : []

const enterWork: FaultySubject = {
  name: 'contest.enterWork',
  sample: SAMPLE,
  async prepare(world) {
    const { contests, taking } = await situationOf(world)
    const author = await contests.member()
    const photo = { from: 'album', photoId: await photoOf(world, author) } as const
    const said = { title: '第一炉', words: '', licence: 'community' } as const
    const input = { requestId: newId(), contestId: taking, photo, ...said }
    return {
      work: () => world.invoke(author, 'contest.enterWork', input),
      async check(isDone) {
        const { database } = world.emulator
        const works = await database.find('works', { query: { authorId: author.memberId } })
        demandOnce(works.length, isDone, 'works')
        const entrant = await stored(database, 'entrants', `${taking}:${author.memberId}`)
        demand(listOf(entrant).length === works.length, `${listOf(entrant).length} places taken`)
        const licences = await database.find('licences', { query: { memberId: author.memberId } })
        demand(licences.length === works.length, `${licences.length} licences`)
        // What a crash has left waiting, the job settles.
        await contests.run('contest.settleWorks')
        const [work] = await database.find('works', { query: { authorId: author.memberId } })
        demand(!work || work.state === 'entered', `the work is ${work?.state}`)
      },
    }
  },
}

const withdrawWork: FaultySubject = {
  name: 'contest.withdrawWork',
  sample: SAMPLE,
  async prepare(world) {
    const { contests, taking } = await situationOf(world)
    const author = await contests.member()
    const workId = await contests.work(taking, author)
    return {
      work: () => world.invoke(author, 'contest.withdrawWork', { workId }),
      async check(isDone) {
        const { database } = world.emulator
        const isGone = (await stored(database, 'works', workId))?.state === 'withdrawn'
        demand(isGone || !isDone, 'the work is still there')
        const entrant = await stored(database, 'entrants', `${taking}:${author.memberId}`)
        demand((listOf(entrant).length === 0) === isGone, 'its place is not what the work says')
      },
    }
  },
}

const announce: FaultySubject = {
  name: 'contest.announce',
  sample: SAMPLE,
  async prepare(world) {
    const { contests } = await situationOf(world)
    const contestId = await contests.draft()
    return {
      work: () => world.invoke(contests.staff, 'contest.announce', { contestId }),
      async check(isDone) {
        const { database } = world.emulator
        const isAnnounced = (await stored(database, 'contests', contestId))?.state === 'announced'
        demand(isAnnounced || !isDone, 'it is still a draft')
        const hasSecrets = (await stored(database, 'contest_secrets', contestId)) !== undefined
        demand(hasSecrets === isAnnounced, 'rules and secrets are not of one announcement')
      },
    }
  },
}

const scoreWork: FaultySubject = {
  name: 'contest.scoreWork',
  sample: SAMPLE,
  async prepare(world) {
    const { contests, author, juror, voting } = await situationOf(world)
    const workId = await contests.work(voting, author)
    return {
      work: () => world.invoke(juror, 'contest.scoreWork', { workId, score: 8 }),
      async check(isDone) {
        const score = await stored(world.emulator.database, 'jury_scores', `${juror.memberId}:${workId}`)
        demand(score?.score === 8 || (score === undefined && !isDone), `the score is ${score?.score}`)
      },
    }
  },
}

export const ENTRY_SUBJECTS: readonly FaultySubject[] = [enterWork, withdrawWork, announce, scoreWork]
