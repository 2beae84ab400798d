/** contest.enterWork, contest.withdrawWork, contest.listMyWorks, contest.screenWork, contest.listScreening, and their jobs. */
import { randomBytes } from 'node:crypto'
import { callerKey } from '../../../cloudfunctions/kit/id'
import { hashBands } from '../../../cloudfunctions/media/perceptual-hash'
import type { Input } from '../../../contract/index'
import { DAY_MS, ENTRANT_MEMBER_FOR_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import type { Document } from '../../../emulator/types'
import { contestPlan } from '../../support/contest-documents'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { jpegPhoto } from '../../support/photos'
import { newId, postInput, stored } from '../../support/situations'

let world: InProcessWorld
let contests: Contests
let contestId: string
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  contestId = await contests.contest('submit')
  processed = await processOne()
})
afterEach(() => {
  jest.restoreAllMocks()
  world.emulator.openapi.script.text.mode = 'by-content'
})
afterAll(() => world.close())

const randomHash = () => randomBytes(8).toString('hex')
/** The hash with one bit changed. */
const nearTo = (hash: string) =>
  `${hash.slice(0, -1)}${(Number.parseInt(hash.slice(-1), 16) ^ 1).toString(16)}`

/** An upload that was completed, and copies of it that look like nothing else, or as it is said. */
let processed: Document
async function processOne(): Promise<Document> {
  const bytes = await jpegPhoto(120)
  const asked = { requestId: newId(), purpose: 'post', bytes: bytes.length } as const
  const { mediaId, path } = await world.call(contests.staff, 'media.requestUpload', asked)
  const fileId = await world.emulator.storage.write(path, bytes)
  await world.call(contests.staff, 'media.complete', { mediaId, fileId })
  return (await stored(world.emulator.database, 'media', mediaId)) ?? { _id: '' }
}
async function photo(owner: Caller, state: string, hash = randomHash()): Promise<string> {
  const mediaId = `med_${newId()}`
  const copy = { ...processed, _id: mediaId, ownerKey: callerKey(owner.openid), state }
  await world.emulator.database.importDocuments('media', [copy])
  const looks = { 'photo.perceptualHash': hash, 'photo.hashBands': hashBands(hash) }
  await setFields(world, 'media', mediaId, looks)
  return mediaId
}

type Wishes = Partial<Omit<Input<'contest.enterWork'>, 'requestId' | 'photo'>>
const entry = (photoId: string, wishes: Wishes = {}): Input<'contest.enterWork'> => ({
  requestId: newId(),
  contestId,
  photo: { from: 'album', photoId },
  title: '第一炉',
  words: '',
  licence: 'community',
  ...wishes,
})
const enter = async (author: Caller, photoId: string, wishes: Wishes = {}) =>
  (await world.call(author, 'contest.enterWork', entry(photoId, wishes))).work
const refusal = (author: Caller, input: Input<'contest.enterWork'>) =>
  contests.refusal(author, 'contest.enterWork', input)
const workOf = (workId: string) => stored(world.emulator.database, 'works', workId)
const noticesOf = async ({ memberId }: Caller, kind: string) =>
  (await world.emulator.database.find('notices', { query: { to: memberId, kind } })).length
const countOf = async () => (await stored(world.emulator.database, 'contests', contestId))?.workCount

describe('entering', () => {
  test('ok: a photo that has passed takes part at once, with its licence kept; asked again it is the same', async () => {
    const author = await contests.member()
    const before = Number(await countOf())
    const input = entry(await photo(author, 'passed'), { licence: 'promotion', words: '酸种' })
    const { work } = await world.call(author, 'contest.enterWork', input)
    expect(work).toMatchObject({
      state: 'entered',
      title: '第一炉',
      lineage: { from: 'album' },
      isMine: true,
      phase: 'submit',
    })
    expect(work).not.toHaveProperty('votes')
    expect(await world.call(author, 'contest.enterWork', input)).toEqual({ work })
    expect(await countOf()).toBe(before + 1)
    expect(await stored(world.emulator.database, 'licences', work.workId)).toMatchObject({
      memberId: author.memberId,
      licence: 'promotion',
    })
    const { works } = await world.call(author, 'contest.listMyWorks', {})
    expect(works.map(({ workId }) => workId)).toEqual([work.workId])
  })

  test('ok: a photo of one’s own post, and its lineage is kept', async () => {
    const author = await contests.member()
    const photoId = await photo(author, 'passed')
    const { postId } = await world.call(author, 'post.createPost', {
      ...postInput('一炉'),
      photoIds: [photoId],
    })
    const input = { ...entry(photoId), photo: { from: 'post', postId, photoId } as const }
    const other = await contests.member()
    expect(await refusal(other, input)).toBe('NOT_FOUND')
    expect(
      await refusal(author, { ...input, photo: { ...input.photo, photoId: await photo(author, 'passed') } }),
    ).toBe('MEDIA_NOT_READY')
    const { work } = await world.call(author, 'contest.enterWork', input)
    expect(work).toMatchObject({ state: 'entered', lineage: { from: 'post', postId } })
  })

  test('CONTEST_CLOSED: a millisecond before the submission, and at its end; not in between', async () => {
    const { submitFrom, submitUntil } = contestPlan('submit')
    const author = await contests.member()
    await contests.setJoined(author, submitFrom - 30 * DAY_MS)
    const photoId = await photo(author, 'passed')
    for (const [instant, code] of [
      [submitFrom - 1, 'CONTEST_CLOSED'],
      [submitFrom, 'ok'],
      [submitUntil - 1, 'DUPLICATE_WORK'],
      [submitUntil, 'CONTEST_CLOSED'],
    ] as const) {
      const clock = jest.spyOn(Date, 'now').mockReturnValue(instant)
      expect(await refusal(author, entry(photoId))).toBe(code)
      clock.mockRestore()
    }
  })

  test('NOT_ELIGIBLE: a member of less than three days, staff and jurors', async () => {
    const author = await contests.member()
    const photoId = await photo(author, 'passed')
    const joinedAt = Date.now() - ENTRANT_MEMBER_FOR_MS
    await contests.setJoined(author, joinedAt)
    const clock = jest.spyOn(Date, 'now').mockReturnValue(joinedAt + ENTRANT_MEMBER_FOR_MS - 1)
    expect(await refusal(author, entry(photoId))).toBe('NOT_ELIGIBLE')
    clock.mockReturnValue(joinedAt + ENTRANT_MEMBER_FOR_MS)
    expect(await refusal(author, entry(photoId))).toBe('ok')
    clock.mockRestore()
    const staff = await contests.member()
    await setFields(world, 'members', staff.memberId, { roles: ['butler'] })
    expect(await refusal(staff, entry(await photo(staff, 'passed')))).toBe('NOT_ELIGIBLE')
    const juror = await contests.member()
    const judged = await contests.contest('submit', { scoring: 'votesAndJury', jurorIds: [juror.memberId] })
    expect(await refusal(juror, entry(await photo(juror, 'passed'), { contestId: judged }))).toBe(
      'NOT_ELIGIBLE',
    )
  })

  test('LIMIT_REACHED: a third work, however many at once; a withdrawn one gives its place back', async () => {
    const author = await contests.member()
    const inputs: Input<'contest.enterWork'>[] = []
    for (let count = 0; count < 4; count += 1) inputs.push(entry(await photo(author, 'passed')))
    const codes = await Promise.all(inputs.map((input) => refusal(author, input)))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(2)
    expect(codes.filter((code) => code === 'LIMIT_REACHED')).toHaveLength(2)
    const { works } = await world.call(author, 'contest.listMyWorks', {})
    await world.call(author, 'contest.withdrawWork', { workId: works[0]?.workId ?? '' })
    expect(await refusal(author, entry(await photo(author, 'passed')))).toBe('ok')
    expect(await refusal(author, entry(await photo(author, 'passed')))).toBe('LIMIT_REACHED')
  })

  test('DUPLICATE_WORK: one’s own photo once more, unless the first was withdrawn', async () => {
    const author = await contests.member()
    const hash = randomHash()
    const { workId } = await enter(author, await photo(author, 'passed', hash))
    expect(await refusal(author, entry(await photo(author, 'passed', nearTo(hash))))).toBe('DUPLICATE_WORK')
    await world.call(author, 'contest.withdrawWork', { workId })
    expect((await enter(author, await photo(author, 'passed', nearTo(hash)))).state).toBe('entered')
  })

  test('CONTENT_REJECTED and MEDIA_NOT_READY: risky words, a rejected photo, another’s photo', async () => {
    const author = await contests.member()
    const photoId = await photo(author, 'passed')
    expect(await refusal(author, entry(photoId, { words: '违禁词' }))).toBe('CONTENT_REJECTED')
    expect(await refusal(author, entry(await photo(author, 'rejected')))).toBe('CONTENT_REJECTED')
    expect(await refusal(author, entry(await photo(await contests.member(), 'passed')))).toBe(
      'MEDIA_NOT_READY',
    )
  })

  test('NOT_FOUND: a contest that is not announced', async () => {
    const author = await contests.member()
    const draft = await contests.draft()
    expect(await refusal(author, entry(await photo(author, 'passed'), { contestId: draft }))).toBe(
      'NOT_FOUND',
    )
  })
})

describe('checks', () => {
  test('a photo that is being checked waits, unseen by others; then it takes part, once', async () => {
    const author = await contests.member()
    const photoId = await photo(author, 'checking')
    const { workId, state } = await enter(author, photoId)
    expect(state).toBe('checking')
    const other = await contests.member()
    expect(await contests.refusal(other, 'contest.getWork', { workId })).toBe('NOT_FOUND')
    expect((await world.call(author, 'contest.getWork', { workId })).mine?.state).toBe('checking')
    const before = Number(await countOf())
    await setFields(world, 'media', photoId, { state: 'passed' })
    expect(await contests.run('contest.settleWorks')).toBe(1)
    expect(await contests.run('contest.settleWorks')).toBe(0)
    expect(await countOf()).toBe(before + 1)
    expect(await contests.refusal(other, 'contest.getWork', { workId })).toBe('ok')
  })

  test('a photo that is rejected is out, and its author is told once', async () => {
    const author = await contests.member()
    const photoId = await photo(author, 'checking')
    const { workId } = await enter(author, photoId)
    await setFields(world, 'media', photoId, { state: 'rejected' })
    await contests.run('contest.settleWorks')
    expect(await workOf(workId)).toMatchObject({ state: 'disqualified', reason: 'rejected' })
    for (let run = 0; run < 2; run += 1) await contests.run('contest.tellDisqualified')
    expect(await noticesOf(author, 'workDisqualified')).toBe(1)
  })

  test('words that could not be checked are asked about again; in vain they wait for a person', async () => {
    const { text } = world.emulator.openapi.script
    const author = await contests.member()
    text.mode = 'down'
    const { workId, state } = await enter(author, await photo(author, 'passed'))
    expect(state).toBe('checking')
    text.mode = 'by-content'
    await contests.run('contest.askAboutWorks', Date.now() + 6 * MINUTE_MS)
    expect((await workOf(workId))?.state).toBe('entered')
    text.mode = 'down'
    const other = await enter(author, await photo(author, 'passed'))
    for (const hours of [1, 3, 6]) {
      expect((await workOf(other.workId))?.state).toBe('checking')
      await contests.run('contest.askAboutWorks', Date.now() + hours * HOUR_MS)
    }
    expect(await workOf(other.workId)).toMatchObject({ state: 'screening', doubtful: true })
    const decided = { workId: other.workId, decision: 'enter' } as const
    expect(await contests.refusal(contests.staff, 'contest.screenWork', decided)).toBe('ok')
  })
})

describe('screening', () => {
  test('a photo like another’s waits for a person, who sees both; of two at once one at least', async () => {
    const [first, second, third] = [await contests.member(), await contests.member(), await contests.member()]
    const hash = randomHash()
    const known = await enter(first, await photo(first, 'passed', hash))
    const copy = await enter(second, await photo(second, 'passed', nearTo(hash)))
    expect([known.state, copy.state]).toEqual(['entered', 'screening'])
    const { works } = await world.call(contests.staff, 'contest.listScreening', {
      contestId,
      state: 'screening',
    })
    expect(works.find(({ workId }) => workId === copy.workId)).toMatchObject({
      isScreened: false,
      similar: [{ workId: known.workId, distance: 1 }],
    })
    const twin = randomHash()
    const inputs = [entry(await photo(second, 'passed', twin)), entry(await photo(third, 'passed', twin))]
    const [one, other] = await Promise.all([
      world.call(second, 'contest.enterWork', inputs[0] ?? entry('')),
      world.call(third, 'contest.enterWork', inputs[1] ?? entry('')),
    ])
    expect([one?.work.state, other?.work.state]).toContain('screening')
  })

  test('ok: let in, disqualified, told; decided anew; the count follows', async () => {
    const author = await contests.member()
    const { workId } = await enter(author, await photo(author, 'passed'))
    const before = Number(await countOf())
    const screen = (decision: 'enter' | 'disqualify') =>
      world.call(contests.staff, 'contest.screenWork', {
        workId,
        decision,
        ...(decision === 'disqualify' ? { reason: 'offTheme' as const } : {}),
      })
    expect((await screen('disqualify')).work).toMatchObject({
      state: 'disqualified',
      reason: 'offTheme',
      isScreened: true,
    })
    await screen('disqualify')
    expect(await countOf()).toBe(before - 1)
    await contests.run('contest.tellDisqualified')
    expect(await noticesOf(author, 'workDisqualified')).toBe(1)
    const { work } = await screen('enter')
    expect(work.state).toBe('entered')
    expect(work).not.toHaveProperty('reason')
    expect(await countOf()).toBe(before)
    expect(
      (await world.emulator.database.find('contest_decisions', { query: { contestId, subjectId: workId } }))
        .map(({ decision }) => decision)
        .sort(),
    ).toEqual(['disqualify', 'enter'])
  })

  test('MEDIA_NOT_READY: nobody lets in what has not passed; CONTEST_CLOSED: what was withdrawn, what is final', async () => {
    const author = await contests.member()
    const { workId } = await enter(author, await photo(author, 'checking'))
    const decided = { workId, decision: 'enter' } as const
    expect(await contests.refusal(contests.staff, 'contest.screenWork', decided)).toBe('MEDIA_NOT_READY')
    await world.call(author, 'contest.withdrawWork', { workId })
    const out = { workId, decision: 'disqualify', reason: 'rules' } as const
    expect(await contests.refusal(contests.staff, 'contest.screenWork', out)).toBe('CONTEST_CLOSED')
    expect(
      await contests.refusal(contests.staff, 'contest.screenWork', { workId, decision: 'disqualify' }),
    ).toBe('INVALID_INPUT')
    const over = await contests.contest('over')
    const kept = await contests.work(over, author)
    await setFields(world, 'contests', over, { state: 'final' })
    expect(await contests.refusal(contests.staff, 'contest.screenWork', { ...out, workId: kept })).toBe(
      'CONTEST_CLOSED',
    )
    expect(await contests.refusal(author, 'contest.withdrawWork', { workId: kept })).toBe('CONTEST_CLOSED')
    expect(await contests.refusal(await contests.member(), 'contest.withdrawWork', { workId })).toBe(
      'NOT_FOUND',
    )
    expect(
      await contests.refusal(contests.staff, 'contest.screenWork', { ...out, workId: `wrk_${newId()}` }),
    ).toBe('NOT_FOUND')
  })

  test('during the public notice whatever comes or goes asks for a new version of the result', async () => {
    const author = await contests.member()
    const closed = await contests.contest('notice')
    const workId = await contests.work(closed, author)
    await world.call(author, 'contest.withdrawWork', { workId })
    expect(await stored(world.emulator.database, 'contests', closed)).toMatchObject({
      recountWanted: 'reviewed',
    })
  })
})

test('a photo that is rejected after it had passed takes its work out, and the cover with it', async () => {
  const author = await contests.member()
  const own = await contests.contest('submit')
  const [first, second] = [await photo(author, 'passed'), await photo(author, 'passed')]
  const kept = await enter(author, first, { contestId: own })
  const { workId } = await enter(author, second, { contestId: own })
  const cover = async () => (await stored(world.emulator.database, 'contests', own))?.cover
  await setFields(world, 'media', second, { state: 'rejected' })
  expect(await contests.run('contest.dropRejected')).toBe(1)
  expect(await contests.run('contest.dropRejected')).toBe(0)
  expect(await workOf(workId)).toMatchObject({ state: 'disqualified', reason: 'rejected' })
  expect(await stored(world.emulator.database, 'contests', own)).toMatchObject({ workCount: 1 })
  expect(await cover()).toMatchObject({ fileId: expect.any(String) })
  await world.call(author, 'contest.withdrawWork', { workId: kept.workId })
  expect(await cover()).toBeUndefined()
})

test('how many works take part is brought back to the works, and a second run repairs nothing', async () => {
  const right = await countOf()
  await setFields(world, 'contests', contestId, { workCount: 99 })
  expect(await contests.run('contest.reconcileWorks')).toBe(1)
  expect(await countOf()).toBe(right)
  expect(await contests.run('contest.reconcileWorks')).toBe(0)
})
