/** What contests keep of a person: told to them whole, and nothing of who they were once they have left. */
import { callerKey } from '../../../cloudfunctions/kit/id'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { findTexts } from '../../support/personal-traces'
import { newId, stored } from '../../support/situations'

let world: InProcessWorld
let contests: Contests
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
})
afterAll(() => world.close())

/** Somebody who has done everything there is to do in a contest. */
async function somebody(contestId: string) {
  const ann = await contests.member()
  const words = `只有我才写得出的一句话 ${newId()}`
  const author = { nickname: `只有我叫 ${newId()}` }
  const workId = await contests.work(contestId, ann, { author, words })
  const otherId = await contests.work(contestId, await contests.member())
  const [day = ''] = await contests.days(contestId)
  await contests.ballots(contestId, [{ voterId: ann.memberId, day, workIds: [otherId] }])
  const { memberId } = ann
  const { database } = world.emulator
  const about = { schemaVersion: 1, contestId, workId }
  await database.importDocuments('jury_scores', [
    { _id: `${memberId}:${otherId}`, ...about, workId: otherId, jurorId: memberId, score: 7, at: 1 },
  ])
  const appeal = { ...about, kind: 'votes', memberId, words, at: 1 }
  await database.importDocuments('contest_appeals', [
    { _id: `apl_${newId()}`, ...appeal, state: 'open' },
    { _id: `apl_${newId()}`, ...appeal, state: 'granted', reason: '核对过了', decidedAt: 2 },
  ])
  const risk = { _id: memberId, schemaVersion: 1, callerKey: callerKey(ann.openid), rank: 1, askedAt: 1 }
  await database.importDocuments('voter_risks', [risk])
  return { ann, workId, otherId, day, words, nickname: author.nickname }
}

const subjectOf = ({ memberId, openid }: Caller) => ({ memberId, callerKey: callerKey(openid) })

async function exported(of: Caller): Promise<Map<string, unknown[]>> {
  const { personal } = await import('../../../cloudfunctions/contest/personal')
  const sections = new Map<string, unknown[]>()
  let cursor: string | undefined
  do {
    const { parts, next } = await personal.exportOf(subjectOf(of), cursor)
    for (const { section, records } of parts)
      sections.set(section, [...(sections.get(section) ?? []), ...records])
    cursor = next
  } while (cursor !== undefined)
  return sections
}

async function erase(whom: Caller): Promise<void> {
  const { personal } = await import('../../../cloudfunctions/contest/personal')
  let cursor: string | undefined
  do {
    cursor = (await personal.eraseSlice(subjectOf(whom), cursor)).next
  } while (cursor !== undefined)
}

test('works, licences, ballots, scores, appeals and what the platform said are told', async () => {
  const contestId = await contests.contest('vote')
  const { ann, workId, otherId, day, words } = await somebody(contestId)
  const told = await exported(ann)
  expect(told.get('works')).toMatchObject([{ workId, words, state: 'entered' }])
  expect(told.get('licences')).toMatchObject([{ workId, licence: 'community' }])
  expect(told.get('entered')).toEqual([{ contestId, workIds: [workId] }])
  expect(told.get('ballots')).toMatchObject([{ contestId, day, workIds: [otherId] }])
  expect(told.get('juryScores')).toMatchObject([{ workId: otherId, score: 7 }])
  expect(told.get('appeals')).toHaveLength(2)
  expect(told.get('voterRisk')).toEqual([{ rank: 1, askedAt: 1 }])
})

test('who leaves takes their work out of the contest, and leaves no words, ballots or open appeals', async () => {
  const contestId = await contests.contest('notice')
  const { ann, workId, otherId, words, nickname } = await somebody(contestId)
  await erase(ann)
  await erase(ann)
  const { database } = world.emulator
  expect(await stored(database, 'works', workId)).toMatchObject({ state: 'withdrawn', hashBands: [] })
  expect(await stored(database, 'contests', contestId)).toMatchObject({
    workCount: 1,
    recountWanted: 'reviewed',
  })
  for (const name of ['ballots', 'licences', 'entrants'])
    expect(await database.find(name, { query: { memberId: ann.memberId } })).toEqual([])
  expect(await database.find('contest_appeals', { query: { memberId: ann.memberId } })).toMatchObject([
    { state: 'granted', words: '' },
  ])
  // What a result rests on stays.
  expect(await stored(database, 'jury_scores', `${ann.memberId}:${otherId}`)).toMatchObject({ score: 7 })
  const texts = [words, nickname, ann.openid, callerKey(ann.openid)]
  const ofContests = / in (works|ballots|entrants|licences|voter_|contest|jury|excluded|quarantined)/
  const traces = await findTexts(world, texts)
  expect(traces).not.toEqual([])
  expect(traces.filter((trace) => ofContests.test(trace))).toEqual([])
})

test('of a work whose contest is over the place stays', async () => {
  const contestId = await contests.contest('over')
  const { ann, workId } = await somebody(contestId)
  await world.emulator.database.modify('contests', {
    query: { _id: contestId },
    data: { $set: { state: 'paid' } },
    multi: false,
    merge: true,
    upsert: false,
  })
  await erase(ann)
  const work = await stored(world.emulator.database, 'works', workId)
  expect(work).toMatchObject({ state: 'entered', title: '', words: '', author: { nickname: '' } })
})
