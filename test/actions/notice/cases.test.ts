/** Cases: a named butler in turn, a clock, words that pass before the other side reads them, a rating, figures. */
import { CASE_TURNS_MAX, DAY_MS, HOUR_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf, tomorrowNoon } from '../../support/notices'
import { jpegPhoto } from '../../support/photos'
import { newId, upTo } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let alice: Caller
let carol: Caller
let butlers: Caller[]
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  alice = await world.newcomer('Alice')
  carol = await world.newcomer('Carol')
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text = { mode: 'by-content' }
})

const words = (text: string, photoIds: string[] = []) => ({ requestId: newId(), text, photoIds })
const open = async (caller: Caller, text = '烤箱温度不准') =>
  (await notices.call(caller, 'notice.openCase', { ...words(text), kind: 'feedback' })).case
const answer = async (butler: Caller, caseId: string, text = '已经安排师傅上门') =>
  (await notices.call(butler, 'notice.answerCase', { ...words(text), caseId })).case
const see = async (caller: Caller, caseId: string) =>
  (await notices.call(caller, 'notice.getCase', { caseId })).case

describe('a case', () => {
  test('waits without a butler while there is none, and is taken by who answers it', async () => {
    const { caseId, butler } = await open(alice, '还没有管家')
    expect(butler).toBeUndefined()
    butlers = await Promise.all(upTo(2).map((n) => world.newcomer(`Butler ${n}`)))
    for (const each of butlers) await notices.appoint(each, 'butler')
    expect((await answer(first(butlers), caseId)).butler).toMatchObject({ memberId: first(butlers).memberId })
  })

  test('goes to the butlers in turn, names them, and is due within office hours', async () => {
    const opened = [await open(alice), await open(alice), await open(alice), await open(alice)]
    const names = opened.map(({ butler }) => butler?.nickname)
    expect(new Set(names.slice(0, 2)).size).toBe(2)
    expect(names.slice(2)).toEqual(names.slice(0, 2))
    const [one] = opened
    expect(one).toMatchObject({ state: 'open', kind: 'feedback', excerpt: '烤箱温度不准' })
    expect((one?.dueAt ?? 0) - (one?.openedAt ?? 0)).toBeGreaterThanOrEqual(2 * HOUR_MS)
  })

  test('butlers whose turns meet are not given two in a row', async () => {
    const opened = await Promise.all(upTo(6).map(() => open(alice)))
    const given = butlers.map(
      ({ memberId }) => opened.filter(({ butler }) => butler?.memberId === memberId).length,
    )
    expect(given).toEqual([3, 3])
  })

  test('is opened once a wish', async () => {
    const input = { ...words('只提一次'), kind: 'afterSales' as const }
    const [one, two] = await Promise.all([
      notices.call(alice, 'notice.openCase', input),
      notices.call(alice, 'notice.openCase', input),
    ])
    expect(one.case.caseId).toBe(two.case.caseId)
    const { cases } = await notices.call(alice, 'notice.listMyCases', {})
    expect(cases.filter(({ excerpt }) => excerpt === '只提一次')).toHaveLength(1)
  })

  test('is answered, goes on, and both sides are told', async () => {
    const { caseId, butler } = await open(alice, '来回')
    const mine = butlers.find(({ memberId }) => memberId === butler?.memberId) ?? first(butlers)
    expect((await notices.call(mine, 'notice.listNotices', { group: 'system' })).notices[0]).toMatchObject({
      kind: 'case',
      subject: { caseId },
      from: [{ nickname: 'Alice' }],
    })
    expect(await answer(mine, caseId)).toMatchObject({
      state: 'answered',
      turns: [{ by: 'member' }, { by: 'butler' }],
    })
    expect((await notices.call(alice, 'notice.listNotices', { group: 'system' })).notices[0]).toMatchObject({
      kind: 'case',
      subject: { caseId },
    })
    const input = { ...words('还有一个问题'), caseId }
    const [again] = await Promise.all([
      notices.call(alice, 'notice.replyToCase', input),
      notices.call(alice, 'notice.replyToCase', input),
    ])
    expect(again.case).toMatchObject({ state: 'open', dueAt: expect.any(Number) })
    expect((await see(alice, caseId)).turns).toHaveLength(3)
  })

  test('NOT_FOUND: for somebody else, and for a butler’s own', async () => {
    const { caseId } = await open(alice)
    const mine = (await open(first(butlers))).caseId
    await expect(see(carol, caseId)).rejects.toThrow('NOT_FOUND')
    await expect(notices.call(carol, 'notice.replyToCase', { ...words('x'), caseId })).rejects.toThrow(
      'NOT_FOUND',
    )
    await expect(notices.call(carol, 'notice.rateCase', { caseId, stars: 5 })).rejects.toThrow('NOT_FOUND')
    await expect(answer(first(butlers), mine)).rejects.toThrow('NOT_FOUND')
    await expect(notices.call(first(butlers), 'notice.closeCase', { caseId: mine })).rejects.toThrow(
      'NOT_FOUND',
    )
    await expect(
      notices.call(first(butlers), 'notice.closeCase', { caseId: 'cas_00000000' }),
    ).rejects.toThrow('NOT_FOUND')
  })

  test('CASE_NOT_ANSWERED: neither rated nor closed before; CASE_CLOSED: nothing is said afterwards', async () => {
    const { caseId } = await open(alice)
    await expect(notices.call(alice, 'notice.rateCase', { caseId, stars: 1 })).rejects.toThrow(
      'CASE_NOT_ANSWERED',
    )
    await expect(notices.call(first(butlers), 'notice.closeCase', { caseId })).rejects.toThrow(
      'CASE_NOT_ANSWERED',
    )
    await answer(first(butlers), caseId)
    await notices.call(first(butlers), 'notice.closeCase', { caseId })
    await notices.call(first(butlers), 'notice.closeCase', { caseId })
    await expect(answer(first(butlers), caseId)).rejects.toThrow('CASE_CLOSED')
    await expect(notices.call(alice, 'notice.replyToCase', { ...words('x'), caseId })).rejects.toThrow(
      'CASE_CLOSED',
    )
    expect((await see(alice, caseId)).viewerMay).toEqual({
      reply: false,
      answer: false,
      close: false,
      rate: true,
    })
  })

  test('CASE_CLOSED: when as much has been said as a case holds', async () => {
    const { caseId } = await open(alice)
    const [stored] = await world.emulator.database.find('cases', { query: { _id: caseId } })
    const [turn] = Array.isArray(stored?.turns) ? stored.turns : []
    const full = upTo(CASE_TURNS_MAX).map((n) => ({ ...turn, turnId: `cas_${n}` }))
    await notices.set('cases', caseId, { turns: full })
    await expect(answer(first(butlers), caseId)).rejects.toThrow('CASE_CLOSED')
  })

  test('two who answer at once are both heard', async () => {
    const { caseId } = await open(alice)
    await Promise.all(butlers.map((butler, n) => answer(butler, caseId, `answer ${n}`)))
    expect((await see(alice, caseId)).turns.map(({ text }) => text).sort()).toEqual([
      'answer 0',
      'answer 1',
      '烤箱温度不准',
    ])
  })
})

describe('what is not checked', () => {
  test('CONTENT_REJECTED: risky words are not kept, not even when they are sent again', async () => {
    const input = { ...words('违禁词'), kind: 'feedback' as const }
    for (const _ of upTo(2))
      await expect(notices.call(alice, 'notice.openCase', input)).rejects.toThrow('CONTENT_REJECTED')
    const { caseId } = await open(alice)
    await expect(answer(first(butlers), caseId, '违禁词')).rejects.toThrow('CONTENT_REJECTED')
    await expect(notices.call(alice, 'notice.replyToCase', { ...words('违禁词'), caseId })).rejects.toThrow(
      'CONTENT_REJECTED',
    )
    await answer(first(butlers), caseId)
    await expect(
      notices.call(alice, 'notice.rateCase', { caseId, stars: 5, text: '违禁词' }),
    ).rejects.toThrow('CONTENT_REJECTED')
    expect((await see(alice, caseId)).turns).toHaveLength(2)
  })

  test('is not read by the other side: with the check down, and until it is asked again', async () => {
    world.emulator.openapi.script.text = { mode: 'down' }
    const { caseId } = await open(alice, '检查不可用')
    expect(await see(alice, caseId)).toMatchObject({ turns: [{ text: '检查不可用', checking: true }] })
    const hidden = await see(first(butlers), caseId)
    expect(hidden).toMatchObject({ excerpt: '', turns: [{ text: '', checking: true }] })
    const queue = await notices.call(first(butlers), 'notice.listCases', { state: 'open', limit: 50 })
    expect(JSON.stringify(queue)).not.toContain('检查不可用')
    world.emulator.openapi.script.text = { mode: 'by-content' }
    await notices.run('notice.askAboutCases', tomorrowNoon())
    expect(await see(first(butlers), caseId)).toMatchObject({
      excerpt: '检查不可用',
      turns: [{ text: '检查不可用', checking: false }],
    })
  })

  test('a photo is seen by the other side when it has passed, and not before; a rejected one is not sent', async () => {
    world.emulator.openapi.script.media = { mode: 'manual' }
    const photoId = await upload(alice, 30)
    const input = { ...words('照片里是现在的样子', [photoId]), kind: 'afterSales' as const }
    const { caseId } = (await notices.call(alice, 'notice.openCase', input)).case
    expect(await see(alice, caseId)).toMatchObject({
      turns: [{ photos: [{ mediaId: photoId }], checking: true }],
    })
    expect(await see(first(butlers), caseId)).toMatchObject({ turns: [{ photos: [], checking: true }] })
    await notices.set('media', photoId, { state: 'passed' })
    expect(await see(first(butlers), caseId)).toMatchObject({
      turns: [{ photos: [{ mediaId: photoId, width: expect.any(Number) }], checking: false }],
    })
    await notices.set('media', photoId, { state: 'rejected' })
    const again = { ...words('再发一次', [photoId]), kind: 'afterSales' as const }
    await expect(notices.call(alice, 'notice.openCase', again)).rejects.toThrow('CONTENT_REJECTED')
    expect((await see(first(butlers), caseId)).turns[0]?.photos).toEqual([])
  })

  test('MEDIA_NOT_READY: a photo that is not the caller’s own, or not there', async () => {
    const photoIds = ['med_00000000000000001']
    const { caseId } = await open(alice)
    const wished = [
      notices.call(alice, 'notice.openCase', { ...words('x', photoIds), kind: 'feedback' }),
      notices.call(alice, 'notice.replyToCase', { ...words('x', photoIds), caseId }),
      notices.call(first(butlers), 'notice.answerCase', { ...words('x', photoIds), caseId }),
    ]
    for (const each of wished) await expect(each).rejects.toThrow('MEDIA_NOT_READY')
  })
})

describe('ratings and figures', () => {
  test('a case is rated once, which closes it', async () => {
    const { caseId } = await open(alice)
    await answer(first(butlers), caseId)
    const rated = await notices.call(alice, 'notice.rateCase', { caseId, stars: 2, text: '等得有点久' })
    expect(rated.case).toMatchObject({ stars: 2, ratingText: '等得有点久', state: 'closed' })
    const again = await notices.call(alice, 'notice.rateCase', { caseId, stars: 5 })
    expect(again.case.stars).toBe(2)
  })

  test('the queue of a butler, by state and of one’s own', async () => {
    const { caseId, butler } = await open(alice)
    const mine = butlers.find(({ memberId }) => memberId === butler?.memberId) ?? first(butlers)
    const other = butlers.find(({ memberId }) => memberId !== butler?.memberId) ?? first(butlers)
    const idsOf = async (caller: Caller) =>
      (await notices.call(caller, 'notice.listCases', { state: 'open', mine: true, limit: 50 })).cases.map(
        (each) => each.caseId,
      )
    expect(await idsOf(mine)).toContain(caseId)
    expect(await idsOf(other)).not.toContain(caseId)
  })

  test('pages of my own cases end', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await notices.call(alice, 'notice.listMyCases', {
        limit: 7,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.cases.map(({ caseId }) => caseId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect([...seen].sort().reverse()).toEqual(seen)
  })

  test('late answers, satisfaction and bad ratings are counted once each', async () => {
    const figures = async () => (await notices.call(first(butlers), 'notice.getReplyTimes', {})).cases
    const before = await figures()
    const [late, good] = [await open(carol), await open(carol)]
    await notices.set('cases', late.caseId, { dueAt: Date.now() - DAY_MS })
    for (const each of [late, good]) await answer(first(butlers), each.caseId)
    await answer(first(butlers), good.caseId, '再补充一句')
    await notices.call(carol, 'notice.rateCase', { caseId: late.caseId, stars: 1 })
    await notices.call(carol, 'notice.rateCase', { caseId: good.caseId, stars: 5 })
    await notices.call(carol, 'notice.rateCase', { caseId: good.caseId, stars: 5 })
    const after = await figures()
    expect([after.opened, after.inTime, after.late, after.rated]).toEqual([
      before.opened + 2,
      before.inTime + 1,
      before.late + 1,
      before.rated + 2,
    ])
    expect(after.satisfaction).toBeCloseTo(((before.satisfaction ?? 0) * before.rated + 1) / after.rated)
    expect(after.badRating).toBeCloseTo(((before.badRating ?? 0) * before.rated + 1) / after.rated)
  })
})

async function upload(owner: Caller, hue: number): Promise<string> {
  const bytes = await jpegPhoto(hue, 64, 64)
  const asked = { requestId: newId(), purpose: 'post' as const, bytes: bytes.length }
  const { mediaId, path } = await notices.call(owner, 'media.requestUpload', asked)
  const fileId = await world.emulator.storage.write(path, bytes)
  await notices.call(owner, 'media.complete', { mediaId, fileId })
  return mediaId
}

function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('there is none')
  return one
}
