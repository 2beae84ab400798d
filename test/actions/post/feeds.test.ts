/** post.listFeed of every kind, post.listTopics, post.getTopic, post.suggestTopics, post.getExposureReport. */
import { callerKey } from '../../../cloudfunctions/kit/id'
import { DEFAULT_BOARDS } from '../../../cloudfunctions/post/boards'
import { FAN_OUT_FOLLOWERS_MAX, INBOX_POSTS_MAX } from '../../../cloudfunctions/post/following-rules'
import type { Input, Output } from '../../../contract/index'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { tick, tickAfter } from '../../support/jobs'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

const OTHER_BOARD = DEFAULT_BOARDS[1]?._id ?? ''

let world: World
beforeAll(async () => {
  world = await createWorld()
  await setFields(world, 'members', world.carol.memberId, { roles: ['moderator'] })
})
afterAll(() => world.close())

type Wish = Omit<Input<'post.createPost'>, 'requestId'>
const wish = (text: string, more: Partial<Wish> = {}): Wish => ({
  boardId: BOARD_ID,
  text,
  photoIds: [],
  ...more,
})
async function publish(author: Person, text: string, more: Partial<Wish> = {}): Promise<string> {
  const input = { requestId: newRequestId(), ...wish(text, more) }
  return (await author.call('post.createPost', input)).postId
}

type Asked = Input<'post.listFeed'>
const idsOf = (page: Output<'post.listFeed'>) => page.posts.map((post) => post.postId)
async function feedOf(who: Person, asked: Asked): Promise<string[]> {
  return idsOf(await who.call('post.listFeed', asked))
}
async function allPages(who: Person, asked: Asked): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await who.call('post.listFeed', { ...asked, ...(cursor ? { cursor } : {}) })
    ids.push(...idsOf(page))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return ids
}
async function newcomers(count: number, name: string): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => world.newcomer(`${name}${n}`)))
}
const follow = (who: Person, whom: Person, followed = true) =>
  who.call('member.setFollow', { memberId: whom.memberId, followed })

describe('post.listCards', () => {
  test('ok: in the order asked for, each once; what the caller may not see and what is gone is left out', async () => {
    const [mine, theirs] = [await publish(world.alice, '我的'), await publish(world.bob, '他的')]
    const hidden = await publish(world.bob, '待复核词')
    const asked = { postIds: [theirs, hidden, 'pst_00000000000000000', mine, theirs] }
    const listed = async (who: Person) =>
      (await who.call('post.listCards', asked)).posts.map(({ postId }) => postId)
    expect(await listed(world.alice)).toEqual([theirs, mine])
    expect(await listed(world.bob)).toEqual([theirs, hidden, mine])
    expect(await listed(world.stranger())).toEqual([theirs, mine])
  })
})

describe('post.listFeed', () => {
  test('ok: of a topic, newest first; a hidden post is not in it', async () => {
    const first = await publish(world.alice, '第一次养酵种', { topicNames: ['天然酵种'] })
    const second = await publish(world.bob, '酵种终于活了', { topicNames: ['天然酵种', '新手上路'] })
    const hidden = await publish(world.bob, '这条收起来', { topicNames: ['天然酵种'] })
    await setFields(world, 'posts', hidden, { state: 'hidden' })
    const [card] = (await world.carol.call('post.listFeed', { limit: 3 })).posts.filter(
      (post) => post.postId === second,
    )
    const topicId = card?.topics?.find((topic) => topic.name === '天然酵种')?.topicId
    expect(topicId).toBeDefined()
    expect(await allPages(world.carol, { topicId, limit: 1 })).toEqual([second, first])
    expect(await allPages(world.stranger(), { topicId })).toEqual([second, first])
  })

  test('ok: featured ones, of all boards or of one', async () => {
    const here = await publish(world.alice, '开口很漂亮的欧包')
    const there = await publish(world.alice, '精确到克的配方', { boardId: OTHER_BOARD })
    for (const postId of [here, there]) await world.carol.call('post.setFeatured', { postId, featured: true })
    expect(await allPages(world.bob, { feed: 'featured', limit: 1 })).toEqual([there, here])
    expect(await feedOf(world.bob, { feed: 'featured', boardId: OTHER_BOARD })).toEqual([there])
    await world.carol.call('post.setFeatured', { postId: there, featured: false })
    expect(await feedOf(world.bob, { feed: 'featured' })).toEqual([here])
  })

  test('INVALID_INPUT: what a feed has not, and a cursor of another feed', async () => {
    const topicId = 'top_00000000'
    const { nextCursor: cursor } = await world.bob.call('post.listFeed', { limit: 1 })
    const wrong = [
      { topicId, boardId: BOARD_ID },
      { feed: 'featured', topicId },
      { feed: 'following', boardId: BOARD_ID },
      { feed: 'following', topicId },
      { feed: 'following', cursor },
      { feed: 'featured', cursor },
      { topicId, cursor },
      { feed: 'best' },
    ]
    for (const input of wrong) {
      expect([input, await world.bob.refusal('post.listFeed', input)]).toEqual([input, 'INVALID_INPUT'])
    }
  })
})

describe('post.listFeed of whom I follow', () => {
  let reader: Person
  let author: Person
  const published: string[] = []
  beforeAll(async () => {
    const [first, second] = await newcomers(2, 'Follow')
    if (!first || !second) throw new Error('two newcomers')
    reader = first
    author = second
    for (let n = 0; n < 3; n += 1) published.unshift(await publish(author, `关注之前 ${n}`))
    await follow(reader, author)
  })

  test('ok: empty for a guest, and for who follows nobody', async () => {
    expect(await feedOf(world.stranger(), { feed: 'following' })).toEqual([])
    expect(await feedOf(world.alice, { feed: 'following' })).toEqual([])
  })

  test('ok: a follow brings the latest along, a new post comes by the job, each once', async () => {
    await tickAfter(world)
    expect(await allPages(reader, { feed: 'following', limit: 2 })).toEqual(published)
    published.unshift(await publish(author, '关注之后'))
    await tickAfter(world)
    await tickAfter(world)
    for (const limit of [1, 2, 50]) {
      expect(await allPages(reader, { feed: 'following', limit })).toEqual(published)
    }
  })

  test('ok: what is hidden leaves its place, and pages go on over it', async () => {
    const [, second = ''] = published
    await setFields(world, 'posts', second, { state: 'hidden' })
    expect(await allPages(reader, { feed: 'following', limit: 1 })).toEqual(
      published.filter((postId) => postId !== second),
    )
    await setFields(world, 'posts', second, { state: 'visible' })
  })

  test('ok: a post that has to wait for its check comes when it has passed', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    const postId = await publish(author, '还没检查')
    world.emulator.openapi.script.text.mode = 'by-content'
    await tickAfter(world)
    expect(await feedOf(reader, { feed: 'following' })).not.toContain(postId)
    await tickAfter(world, 10 * MINUTE_MS)
    await tickAfter(world)
    expect(await feedOf(reader, { feed: 'following' })).toContain(postId)
    await author.call('post.deletePost', { postId })
    expect(await feedOf(reader, { feed: 'following' })).not.toContain(postId)
  })

  test('ok: whom I do not follow any more is gone at once, and back when I do again', async () => {
    await follow(reader, author, false)
    expect(await allPages(reader, { feed: 'following' })).toEqual([])
    await follow(reader, author)
    await tickAfter(world)
    expect(await allPages(reader, { feed: 'following' })).toEqual(published)
  })

  test('ok: pages have no gaps where posts stood of whom I follow no longer; followed again each is back once', async () => {
    const [fan, kept, dropped] = await newcomers(3, 'Gapless')
    if (!fan || !kept || !dropped) throw new Error('three newcomers')
    const older = [await publish(kept, '旧的一篇'), await publish(kept, '旧的又一篇')].reverse()
    const newer = [await publish(dropped, '新的一篇'), await publish(dropped, '新的又一篇')].reverse()
    for (const author of [kept, dropped]) await follow(fan, author)
    await tickAfter(world)
    await follow(fan, dropped, false)
    await tickAfter(world)
    expect(await feedOf(fan, { feed: 'following', limit: 2 })).toEqual(older)
    // As quick as that, in one minute: what is brought last is what counts.
    for (const followed of [true, false, true]) await follow(fan, dropped, followed)
    await tickAfter(world)
    expect(await allPages(fan, { feed: 'following', limit: 1 })).toEqual([...newer, ...older])
  })

  test('ok: a whole page of what is hidden by now is empty, and the next one goes on', async () => {
    const [newest = ''] = published
    const visible = await storedDocument(world, 'posts', newest)
    const hidden = Array.from({ length: 60 }, (_, n) => `pst_zzzzzzzzz${String(n).padStart(8, '0')}`)
    const copies = hidden.map((_id) => ({ ...visible, _id, state: 'hidden' }))
    await world.emulator.database.importDocuments('posts', copies)
    const fan = await world.newcomer('Fan')
    await follow(fan, author)
    await tickAfter(world)
    const key = callerKey(fan.openid)
    const { entries } = await storedDocument(world, 'feed_inboxes', key)
    const withHidden = hidden.map((postId) => `${postId}:${author.memberId}`)
    await setFields(world, 'feed_inboxes', key, {
      entries: [...JSON.parse(JSON.stringify(entries)), ...withHidden],
    })
    const first = await fan.call('post.listFeed', { feed: 'following', limit: 50 })
    expect(first).toMatchObject({ posts: [], nextCursor: expect.any(String) })
    expect(await allPages(fan, { feed: 'following', limit: 50 })).toEqual(published)
  })

  test('ok: an author with many followers is merged at reading, for old and for new followers', async () => {
    await setFields(world, 'members', author.memberId, { followerCount: FAN_OUT_FOLLOWERS_MAX + 1 })
    published.unshift(await publish(author, '很多人关注我'))
    await tickAfter(world)
    await tickAfter(world)
    const inbox = await storedDocument(world, 'feed_inboxes', callerKey(reader.openid))
    expect(inbox.mergedIds).toEqual([author.memberId])
    expect(inbox.entries).not.toContain(`${published[0]}:${author.memberId}`)
    published.unshift(await publish(author, '也不用等任务'))
    expect(await allPages(reader, { feed: 'following', limit: 2 })).toEqual(published)
    await follow(world.bob, author)
    await tickAfter(world)
    expect(await allPages(world.bob, { feed: 'following', limit: 2 })).toEqual(published)
    await follow(world.bob, author, false)
    expect(await allPages(world.bob, { feed: 'following', limit: 2 })).toEqual([])
  })
})

describe('a delivery', () => {
  const FOLLOWERS = 250
  const memberId = (n: number) => `mbr_follower${String(n).padStart(8, '0')}`
  const openid = (n: number) => `oFollower${String(n).padStart(16, '0')}`
  const inboxOf = (n: number) => storedDocument(world, 'feed_inboxes', callerKey(openid(n)))

  test('ok: it reaches every follower in slices, once however often it is begun, and an inbox stays bounded', async () => {
    const author = await world.newcomer('Delivering')
    const { database } = world.emulator
    const numbers = Array.from({ length: FOLLOWERS }, (_, n) => n)
    const template = await storedDocument(world, 'members', author.memberId)
    const old = Array.from(
      { length: INBOX_POSTS_MAX },
      (_, n) => `pst_0000000${String(n).padStart(4, '0')}:mbr_x`,
    )
    await database.importDocuments(
      'members',
      numbers.map((n) => ({ ...template, _id: memberId(n), openid: openid(n) })),
    )
    await database.importDocuments(
      'member_follows',
      numbers.map((n) => ({
        _id: `${memberId(n)}:${author.memberId}`,
        schemaVersion: 1,
        followerId: memberId(n),
        followedId: author.memberId,
        place: `fol_${String(n).padStart(17, '0')}`,
        createdAt: n,
      })),
    )
    await database.importDocuments(
      'feed_inboxes',
      numbers.map((n) => ({
        _id: callerKey(openid(n)),
        schemaVersion: 1,
        memberId: memberId(n),
        entries: n === 0 ? old : [],
        mergedIds: [],
      })),
    )
    const postId = await publish(author, '给所有关注我的人')
    const delivery = await storedDocument(world, 'feed_deliveries', postId)
    await tickAfter(world)
    // As if the job had ended after its last slice and before its last word.
    await database.importDocuments('feed_deliveries', [delivery])
    await tickAfter(world)
    const entry = `${postId}:${author.memberId}`
    const keys = numbers.map((n) => callerKey(openid(n)))
    const inboxes = await database.find('feed_inboxes', { query: { _id: { $in: keys } } })
    expect(inboxes.map((inbox) => JSON.stringify(inbox.entries).split(entry).length - 1)).toEqual(
      keys.map(() => 1),
    )
    expect((await inboxOf(FOLLOWERS - 1)).entries).toEqual([entry])
    expect((await inboxOf(0)).entries).toEqual([...old.slice(1), entry])
    expect(await database.find('feed_deliveries', { query: {} })).toEqual([])
  })
})

describe('fair places', () => {
  test('ok: a new author’s post stands further up than its age, on one page only, for so many members', async () => {
    const quiet = await createWorld()
    try {
      const author = await quiet.newcomer('Newcomer')
      for (const person of [quiet.alice, quiet.bob]) {
        await setFields(quiet, 'members', person.memberId, { joinedAt: 0, postCount: 50 })
      }
      const theirs = await author.publish('第一篇，请多关照')
      await tick(quiet)
      const others: string[] = []
      for (let n = 0; n < 12; n += 1) others.unshift(await quiet.alice.publish(`别人的第 ${n} 篇`))
      await tickAfter(quiet)
      const page = await quiet.bob.call('post.listFeed', { limit: 8 })
      expect(idsOf(page).indexOf(theirs)).toBe(7)
      const rest: string[] = []
      let cursor = page.nextCursor
      while (cursor !== undefined) {
        const next = await quiet.bob.call('post.listFeed', { limit: 2, cursor })
        rest.push(...idsOf(next))
        cursor = next.nextCursor
      }
      const seen = [...idsOf(page), ...rest]
      expect(seen.filter((postId) => postId !== theirs)).toEqual(others)
      expect(seen.filter((postId) => postId === theirs)).toHaveLength(1)
      await setFields(quiet, 'members', quiet.carol.memberId, { roles: ['moderator'] })
      await quiet.carol.call('home.getCommunity', { limit: 8 })
      // Neither somebody who has not joined nor the author takes anything of the share; they are given the post too.
      for (const uncounted of [quiet.stranger(), author])
        expect(idsOf(await uncounted.call('post.listFeed', { limit: 8 }))).toContain(theirs)
      await tickAfter(quiet, HOUR_MS)
      const report = () => quiet.carol.call('post.getExposureReport', {})
      expect((await report()).exposures).toMatchObject([{ postId: theirs, shownTo: 2 }])
      await quiet.alice.call('post.setLike', { postId: theirs, liked: true })
      await tickAfter(quiet, 2 * DAY_MS)
      expect(await report()).toMatchObject({ closedCount: 1, medianShownTo: 2, answeredCount: 1 })
      expect(idsOf(await quiet.bob.call('post.listFeed', { limit: 8 }))).not.toContain(theirs)
    } finally {
      await quiet.close()
    }
  }, 60_000)

  test('FORBIDDEN: the report is for moderators', async () => {
    expect(await world.alice.refusal('post.getExposureReport', {})).toBe('FORBIDDEN')
  })
})

describe('topics', () => {
  test('ok: the most used first, of a board, by what is typed; one that nobody sees is nowhere', async () => {
    for (const text of ['一', '二']) await publish(world.alice, text, { topicNames: ['戚风蛋糕'] })
    await publish(world.bob, '三', { topicNames: ['戚风不缩腰'], boardId: OTHER_BOARD })
    const secret = await publish(world.bob, '四', { topicNames: ['戚风秘方'] })
    await world.bob.call('post.deletePost', { postId: secret })
    const names = (answer: Output<'post.listTopics'>) => answer.topics.map((topic) => topic.name)
    const all = await world.carol.call('post.listTopics', {})
    expect(all.topics.map((topic) => topic.postCount)).toEqual(
      all.topics.map((topic) => topic.postCount).sort((left, right) => right - left),
    )
    expect(names(all)).toEqual(expect.arrayContaining(['戚风蛋糕', '戚风不缩腰']))
    expect(names(await world.carol.call('post.listTopics', { boardId: OTHER_BOARD }))).toEqual(['戚风不缩腰'])
    const suggest = async (text: string) => names(await world.carol.call('post.suggestTopics', { text }))
    expect(await suggest('戚')).toEqual(['戚风蛋糕', '戚风不缩腰'])
    expect(await suggest('戚风不')).toEqual(['戚风不缩腰'])
    expect(await suggest('缩腰')).toEqual(['戚风不缩腰'])
    expect(await suggest('！！')).toEqual([])
    const [first] = all.topics
    expect(await world.stranger().call('post.getTopic', { topicId: first?.topicId ?? '' })).toEqual({
      topic: first,
    })
  })

  test('NOT_FOUND: a topic that never was; INVALID_INPUT: nothing typed', async () => {
    expect(await world.bob.refusal('post.getTopic', { topicId: 'top_00000000' })).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.suggestTopics', { text: '  ' })).toBe('INVALID_INPUT')
  })
})
