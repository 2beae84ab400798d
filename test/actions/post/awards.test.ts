/** What a post, an answer, likes and the newcomer's steps earn: once, and taken back when it is undone. */
import { spend } from '../../../cloudfunctions/points/ledger'
import { awardingIn } from '../../support/awarding'
import { all } from '../../support/fault-subject'
import { type Caller, createInProcessWorld, type InProcessWorld, textAt } from '../../support/in-process'
import { noticesOf } from '../../support/notices'
import { newId, stored, upTo } from '../../support/situations'

let world: InProcessWorld
let awarding: ReturnType<typeof awardingIn>
let staff: Caller
let set: ReturnType<typeof noticesOf>['set']
beforeAll(async () => {
  world = await createInProcessWorld()
  awarding = awardingIn(world)
  set = noticesOf(world).set
  staff = await member('Staff')
  await set('members', staff.memberId, { roles: ['operator'] })
})
afterAll(() => world.close())

const member = (nickname: string) => awarding.member(nickname)
const ban = ({ memberId }: Caller) => world.modules.memberStore.changeStanding(memberId, 'banned')
const spendPoints = ({ memberId }: Caller, amount: number) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.pointsStore.append(tx, {
      key: `spent:${newId()}`,
      memberId,
      kind: 'spend',
      reason: { what: 'mall' },
      asked: amount,
      at: Date.now(),
      book: (account) => ({ booking: spend(account, amount, 'mall', Date.now()) }),
    }),
  )

describe('a post with a photo', () => {
  test('earns as soon as others see it, and says so each time it is asked', async () => {
    const anna = await member('Anna')
    const input = await awarding.workInput(anna)
    const told = await world.invoke(anna, 'post.createPost', input)
    expect(told).toMatchObject({ ok: true, data: { state: 'visible', earned: { points: 10, xp: 10 } } })
    expect(await world.invoke(anna, 'post.createPost', input)).toMatchObject({
      data: Reflect.get(told, 'data'),
    })
    await awarding.catchUp()
    expect(await awarding.accountOf(anna)).toMatchObject({ available: 10, xp: 10, version: 1 })
    const postId = textAt(told, 'data', 'postId')
    expect((await awarding.entriesOf(anna))[0]).toMatchObject({ reason: { what: 'post', subjectId: postId } })
    expect(await stored(world.emulator.database, 'posts', postId)).not.toHaveProperty('awardDueSince')
  })

  test('earns nothing while it waits for its check, nothing without a photo, and all when an edit brings one', async () => {
    const bert = await member('Bert')
    const waiting = await world.invoke(bert, 'post.createPost', await awarding.workInput(bert, 'checking'))
    expect(waiting).toMatchObject({ data: { state: 'checking' } })
    const { text, ...words } = await awarding.workInput(bert)
    const plain = await world.invoke(bert, 'post.createPost', { ...words, text, photoIds: [] })
    expect(await awarding.accountOf(bert)).toMatchObject({ version: 0 })
    const postId = textAt(plain, 'data', 'postId')
    const edit = { requestId: newId(), postId, text, photoIds: words.photoIds }
    expect(await world.invoke(bert, 'post.editPost', edit)).toMatchObject({ data: { state: 'visible' } })
    await awarding.catchUp()
    expect(await awarding.accountOf(bert)).toMatchObject({ available: 10, version: 1 })
  })

  test('deleted it is taken back, the XP stay; what was spent is owed', async () => {
    const carl = await member('Carl')
    const postId = await awarding.publishWork(carl)
    await spendPoints(carl, 10)
    await world.invoke(carl, 'post.deletePost', { postId })
    await world.invoke(carl, 'post.deletePost', { postId })
    await awarding.catchUp()
    expect(await awarding.accountOf(carl)).toMatchObject({ available: 0, debt: 10, xp: 10, version: 3 })
  })

  test('refused after it was seen it is taken back, and written anew not paid again', async () => {
    const dora = await member('Dora')
    const input = await awarding.workInput(dora)
    const [mediaId = ''] = input.photoIds
    const postId = textAt(await world.invoke(dora, 'post.createPost', input), 'data', 'postId')
    await world.invoke(staff, 'post.decideMedia', { mediaId, passed: false })
    await awarding.catchUp()
    expect(await awarding.accountOf(dora)).toMatchObject({ available: 0, version: 2 })
    const edit = { requestId: newId(), postId, text: input.text, photoIds: [await awarding.photoOf(dora)] }
    expect(await world.invoke(dora, 'post.editPost', edit)).toMatchObject({ data: { state: 'visible' } })
    await awarding.catchUp()
    expect(await awarding.accountOf(dora)).toMatchObject({ available: 0, version: 2 })
  })

  test('the third of a day is an entry of nothing; it is taken back as nothing', async () => {
    const eve = await member('Eve')
    const postIds = [await awarding.publishWork(eve), await awarding.publishWork(eve)]
    postIds.push(await awarding.publishWork(eve))
    expect((await awarding.entriesOf(eve))[0]).toMatchObject({ capped: 'ruleDay', postings: [] })
    await world.invoke(eve, 'post.deletePost', { postId: postIds[2] ?? '' })
    await awarding.catchUp()
    expect(await awarding.accountOf(eve)).toMatchObject({ available: 20, version: 3 })
  })

  test('of who was banned meanwhile earns nothing, then or later', async () => {
    const fred = await member('Fred')
    const input = await awarding.workInput(fred, 'checking')
    const postId = textAt(await world.invoke(fred, 'post.createPost', input), 'data', 'postId')
    await ban(fred)
    await world.invoke(staff, 'post.decideMedia', { mediaId: input.photoIds[0] ?? '', passed: true })
    await awarding.catchUp()
    const post = await stored(world.emulator.database, 'posts', postId)
    expect(post).toMatchObject({ state: 'visible', awards: { post: {} } })
    expect(post).not.toHaveProperty('awardDueSince')
    expect(await awarding.accountOf(fred)).toMatchObject({ version: 0 })
  })
})

describe('the answer that the asker has chosen', () => {
  const choose = (asker: Caller, postId: string, commentId: string | null) =>
    world.invoke(asker, 'post.setSolved', { postId, commentId })

  test('earns once; no longer chosen it is taken back, and chosen again not paid again', async () => {
    const [asker, helper] = [await member('Asker'), await member('Helper')]
    const { postId, commentId } = await awarding.answered(asker, helper)
    await Promise.all([choose(asker, postId, commentId), choose(asker, postId, commentId)])
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 15, xp: 20, version: 1 })
    await choose(asker, postId, null)
    await awarding.catchUp()
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 0, xp: 20, version: 2 })
    await choose(asker, postId, commentId)
    await awarding.catchUp()
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 0, version: 2 })
    expect(await awarding.accountOf(asker)).toMatchObject({ version: 0 })
  })

  test('another one is paid instead of it', async () => {
    const [asker, helper, other] = [await member('Asker'), await member('Helper'), await member('Other')]
    const { postId, commentId } = await awarding.answered(asker, helper)
    const better = await awarding.answer(postId, other)
    await choose(asker, postId, commentId)
    await choose(asker, postId, better)
    await awarding.catchUp()
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 0, version: 2 })
    expect(await awarding.accountOf(other)).toMatchObject({ available: 15, version: 1 })
  })

  test('taken away by its author it is taken back', async () => {
    const [asker, helper] = [await member('Asker'), await member('Helper')]
    const { postId, commentId } = await awarding.answered(asker, helper)
    await choose(asker, postId, commentId)
    await world.invoke(helper, 'post.deleteComment', { commentId })
    await awarding.catchUp()
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 0, version: 2 })
  })

  test('whose author’s instance died while taking it away is taken back by the day’s reconciling', async () => {
    const [asker, helper] = [await member('Asker'), await member('Helper')]
    const { postId, commentId } = await awarding.answered(asker, helper)
    await choose(asker, postId, commentId)
    await set('post_comments', commentId, { state: 'removed' })
    await awarding.reconcileSolved()
    await awarding.catchUp()
    expect(await stored(world.emulator.database, 'posts', postId)).toMatchObject({ solved: false })
    expect(await awarding.accountOf(helper)).toMatchObject({ available: 0, version: 2 })
  })

  test('earns nothing to the asker, nor to who is banned', async () => {
    const [asker, helper] = [await member('Asker'), await member('Helper')]
    const { postId, commentId } = await awarding.answered(asker, helper)
    await choose(asker, postId, await awarding.answer(postId, asker))
    await ban(helper)
    await choose(asker, postId, commentId)
    await awarding.catchUp()
    expect(await awarding.accountOf(asker)).toMatchObject({ version: 0 })
    expect(await awarding.accountOf(helper)).toMatchObject({ version: 0 })
  })

  test('one asker makes one helper earn three times a day', async () => {
    const [asker, helper] = [await member('Asker'), await member('Helper')]
    for (const _ of upTo(4)) {
      const { postId, commentId } = await awarding.answered(asker, helper)
      await choose(asker, postId, commentId)
    }
    const capped = (await awarding.entriesOf(helper)).map((entry) => entry.capped)
    expect(capped).toEqual(['ruleDay', undefined, undefined, undefined])
  })
})

describe('received likes', () => {
  const like = (caller: Caller, postId: string, liked: boolean) =>
    world.invoke(caller, 'post.setLike', { postId, liked })

  test('are paid once for a day: not one’s own, not of the banned, and no more of one liker than a pair may earn', async () => {
    const author = await member('Author')
    const [fan, rogue] = [await member('Fan'), await member('Rogue')]
    const postIds = await Promise.all(upTo(4).map(() => awarding.publishWork(author)))
    await set('point_accounts', author.memberId, { awards: { day: '', points: 0, times: {}, givers: {} } })
    const before = await awarding.accountOf(author)
    for (const postId of postIds) await like(fan, postId, true)
    for (const caller of [author, rogue]) await like(caller, postIds[0] ?? '', true)
    await ban(rogue)
    await Promise.all([awarding.payLikes(), awarding.payLikes()])
    const after = await awarding.accountOf(author)
    expect({ more: after.available - before.available, entries: after.version - before.version }).toEqual({
      more: 3,
      entries: 3,
    })
  })

  test('given, taken back and given again on another day are not paid again; a new one is', async () => {
    const author = await member('Author')
    const [fan, other] = [await member('Fan'), await member('Other')]
    const postId = await awarding.publishWork(author)
    await like(fan, postId, true)
    await awarding.payLikes()
    expect((await awarding.accountOf(author)).available).toBe(11)
    const tomorrow = Date.now() + 86_400_000
    await like(fan, postId, false)
    await like(fan, postId, true)
    await moveLikes(postId, tomorrow)
    await awarding.payLikes(tomorrow)
    expect((await awarding.accountOf(author)).available).toBe(11)
    await like(other, postId, true)
    await moveLikes(postId, tomorrow + 86_400_000)
    await awarding.payLikes(tomorrow + 86_400_000)
    expect((await awarding.accountOf(author)).available).toBe(12)
  })

  /** As if a post's likes had been given on another day. */
  async function moveLikes(postId: string, at: number): Promise<void> {
    const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
    for (const { _id, place } of (await all(world, 'post_likes')).filter((each) => each.postId === postId))
      await set('post_likes', String(_id), { place: String(place).replace(/^[^:]+/, day) })
  }
})

describe('the newcomer’s steps', () => {
  test('rules and survey earn the first time, the first post a minute later', async () => {
    const gina = await world.newcomer('Gina')
    const answers = { reasons: ['learn' as const], skillTier: 'beginner' as const, interests: [], needs: [] }
    const survey = () => ({ requestId: newId(), ...answers })
    const earned = { earned: { points: 5, xp: 5 } }
    expect(await world.invoke(gina, 'member.acceptRules', { rulesVersion: 1 })).toMatchObject({
      data: earned,
    })
    const again = await world.invoke(gina, 'member.acceptRules', { rulesVersion: 1 })
    expect(Reflect.get(again, 'data')).not.toHaveProperty('earned')
    expect(await world.invoke(gina, 'member.saveSurvey', survey())).toMatchObject({ data: earned })
    const anew = await world.invoke(gina, 'member.saveSurvey', survey())
    expect(Reflect.get(anew, 'data')).not.toHaveProperty('earned')
    await awarding.publishWork(gina)
    expect(await awarding.accountOf(gina)).toMatchObject({ available: 20, version: 3 })
    await awarding.catchUp()
    await awarding.catchUp()
    expect(await awarding.accountOf(gina)).toMatchObject({ available: 25, version: 4 })
  })

  test('joining with the rules accepted earns, once for all who ask', async () => {
    const openid = `oTest${newId()}`
    const wish = { requestId: newId(), nickname: 'Hal', rulesVersion: 1 }
    const told = await Promise.all([1, 2].map(() => world.invoke({ openid }, 'member.join', wish)))
    const memberId = textAt(told[0], 'data', 'member', 'memberId')
    expect(await awarding.accountOf({ openid, memberId })).toMatchObject({ available: 5, version: 1 })
  })

  test('earn nothing to who has come back', async () => {
    const ida = await world.newcomer('Ida')
    await set('members', ida.memberId, { returned: true })
    await world.invoke(ida, 'member.acceptRules', { rulesVersion: 1 })
    await awarding.publishWork(ida)
    await awarding.catchUp()
    expect(await awarding.accountOf(ida)).toMatchObject({ available: 10, version: 1 })
  })
})
