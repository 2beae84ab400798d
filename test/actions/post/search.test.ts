/** post.searchPosts, post.searchAnswers, member.searchMembers, home.search. */
import type { Input, Output } from '../../../contract/index'
import { setFields } from '../../support/documents'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
/** What was published, by a word for it. */
const posts: Record<string, string> = {}
beforeAll(async () => {
  world = await createWorld()
  const texts = {
    shrink: '戚风脱模总是缩腰，是蛋白没打到位吗？',
    chiffon: '抹茶戚风第三次，终于不开裂了',
    starter: '天然酵种怎么养？天气冷，三天都没有动静',
    sourdough: 'My first Sourdough：用了 T65 面粉，ＳＯＵＲＤＯＵＧＨ 真香',
    sugar: '糖要分三次加',
    hidden: '戚风缩腰的秘密，不给看',
  }
  for (const [name, text] of Object.entries(texts)) posts[name] = await ask(text, 'post')
  posts.shrink = await ask(texts.shrink, 'question')
  posts.starter = await ask(texts.starter, 'question')
  await setFields(world, 'posts', posts.hidden ?? '', { state: 'hidden' })
})
afterAll(() => world.close())

async function ask(text: string, kind: Input<'post.createPost'>['kind']): Promise<string> {
  const input = { requestId: newRequestId(), boardId: BOARD_ID, text, kind, photoIds: [] }
  return (await world.alice.call('post.createPost', input)).postId
}
async function answer(who: Person, postId: string, text: string): Promise<string> {
  const input = { requestId: newRequestId(), postId, text }
  return (await who.call('post.createComment', input)).comment.commentId
}
type Search = Input<'post.searchPosts'>
const find = (input: Search, who: Person = world.bob) => who.call('post.searchPosts', input)
const idsOf = ({ hits }: Output<'post.searchPosts'>) => hits.map((hit) => hit.post.postId)

describe('post.searchPosts', () => {
  test('ok: Chinese by parts of words; most words first, then the newest; what is hidden is not found', async () => {
    const found = await find({ text: '戚风缩腰' })
    expect(idsOf(found)[0]).toBe(posts.shrink)
    expect(idsOf(found)).toContain(posts.chiffon)
    expect(idsOf(found)).not.toContain(posts.hidden)
    expect(idsOf(await find({ text: '为什么戚风会缩腰呢' }, world.stranger()))[0]).toBe(posts.shrink)
    expect(idsOf(await find({ text: '没有这种东西' }))).toEqual([])
  })

  test('ok: one character, a Latin word in any form, a number in a word', async () => {
    expect(idsOf(await find({ text: '糖' }))).toEqual([posts.sugar])
    for (const text of ['sourdough', 'Ｓｏｕｒｄｏｕｇｈ', 't65']) {
      expect([text, idsOf(await find({ text }))]).toEqual([text, [posts.sourdough]])
    }
    expect(idsOf(await find({ text: 'sour' }))).toEqual([])
    expect(idsOf(await find({ text: '？！🍞' }))).toEqual([])
  })

  test('ok: highlights stand where the words are', async () => {
    const { hits } = await find({ text: '酵种' })
    const [hit] = hits.filter(({ post }) => post.postId === posts.starter)
    expect(hit?.highlights.map(([start, length]) => hit.excerpt.slice(start, start + length))).toEqual([
      '酵种',
    ])
  })

  test('ok: solved questions, open ones, and pages that show each once', async () => {
    const commentId = await answer(world.bob, posts.shrink ?? '', '蛋白打到硬性发泡就好')
    await world.alice.call('post.setSolved', { postId: posts.shrink ?? '', commentId })
    expect(idsOf(await find({ text: '戚风', solved: true }))).toEqual([posts.shrink])
    expect(idsOf(await find({ text: '天然酵种', solved: false }))).toEqual([posts.starter])
    expect(idsOf(await find({ text: '天然酵种', solved: true }))).toEqual([])
    const whole = idsOf(await find({ text: '戚风' }))
    expect(whole.length).toBeGreaterThan(2)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await find({ text: '戚风', limit: 1, ...(cursor ? { cursor } : {}) })
      paged.push(...idsOf(page))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(paged).toEqual(whole)
  })

  test('ok: by a new text once it is edited, not by the old one', async () => {
    const postId = await ask('明天烤司康', 'post')
    const edit = { requestId: newRequestId(), postId, text: '明天改烤可颂', photoIds: [] }
    await world.alice.call('post.editPost', edit)
    expect(idsOf(await find({ text: '司康' }))).toEqual([])
    expect(idsOf(await find({ text: '可颂' }))).toEqual([postId])
  })

  test('INVALID_INPUT: nothing, too much, a cursor of another search', async () => {
    const { nextCursor: cursor } = await find({ text: '戚风', limit: 1 })
    for (const input of [{ text: ' ' }, { text: '长'.repeat(41) }, { text: '酵种', cursor }, { text: 7 }]) {
      expect(await world.bob.refusal('post.searchPosts', input)).toBe('INVALID_INPUT')
    }
  })
})

describe('post.searchAnswers', () => {
  test('ok: answers to questions only, which one solves, none of a question that is hidden', async () => {
    const solving = await answer(world.bob, posts.starter ?? '', '放在二十六度的地方，两天喂一次')
    const other = await answer(world.carol, posts.starter ?? '', '二十六度加一')
    await answer(world.bob, posts.sugar ?? '', '二十六度也可以吗')
    await world.alice.call('post.setSolved', { postId: posts.starter ?? '', commentId: solving })
    const found = async () =>
      (await world.carol.call('post.searchAnswers', { text: '二十六度' })).hits.map((hit) => [
        hit.commentId,
        hit.solves,
      ])
    expect(await found()).toEqual([
      [other, false],
      [solving, true],
    ])
    await setFields(world, 'posts', posts.starter ?? '', { state: 'hidden' })
    expect(await found()).toEqual([])
    await setFields(world, 'posts', posts.starter ?? '', { state: 'visible' })
  })

  test('INVALID_INPUT: nothing', async () => {
    expect(await world.bob.refusal('post.searchAnswers', { text: '' })).toBe('INVALID_INPUT')
  })
})

describe('member.searchMembers', () => {
  const namesOf = async (text: string) =>
    (await world.bob.call('member.searchMembers', { text })).members.map((member) => member.nickname)

  test('ok: those called so first; by a new name once it is changed; banned ones are not found', async () => {
    const [baker, friend, other] = [
      await world.newcomer('面包师傅'),
      await world.newcomer('小面包师傅'),
      await world.newcomer('面包'),
    ]
    expect(await namesOf('面包师')).toEqual(['面包师傅', '小面包师傅', '面包'])
    expect(await namesOf('面包')).toEqual(['面包', '面包师傅', '小面包师傅'])
    expect(await namesOf('ALI')).toEqual(['Alice'])
    const renamed = { requestId: newRequestId(), nickname: '改行卖花' }
    await friend.call('member.updateProfile', renamed)
    await setFields(world, 'members', other.memberId, { standing: 'banned' })
    expect(await namesOf('面包')).toEqual([baker && '面包师傅'])
    expect(await namesOf('卖花')).toEqual(['改行卖花'])
    expect(await namesOf('……')).toEqual([])
  })

  test('INVALID_INPUT: more than a nickname may have', async () => {
    expect(await world.bob.refusal('member.searchMembers', { text: '长'.repeat(21) })).toBe('INVALID_INPUT')
  })
})

describe('home.search', () => {
  test('ok: the first hits of every kind in one call', async () => {
    const input = { requestId: newRequestId(), boardId: BOARD_ID, text: '第一次做', photoIds: [] }
    const { postId } = await world.alice.call('post.createPost', { ...input, topicNames: ['天然酵种'] })
    const found = await world.bob.call('home.search', { text: '酵种' })
    // By its text, and by the name of its topic.
    expect(found.posts.map((hit) => hit.post.postId)).toEqual(expect.arrayContaining([postId, posts.starter]))
    expect(found.topics.map((topic) => topic.name)).toEqual(['天然酵种'])
    expect((await world.stranger().call('home.search', { text: 'bob' })).members).toMatchObject([
      { nickname: 'Bob' },
    ])
    const [hit] = (await world.bob.call('home.search', { text: '硬性发泡' })).answers
    expect(hit).toMatchObject({ postId: posts.shrink, solves: true })
  })

  test('INVALID_INPUT: nothing, a page', async () => {
    expect(await world.bob.refusal('home.search', { text: '' })).toBe('INVALID_INPUT')
    expect(await world.bob.refusal('home.search', { text: 'x', limit: 2 })).toBe('INVALID_INPUT')
  })
})
