/** What a member does on a post's page: votes, joins, answers, replies, keeps, reports; and its poster. */
import { MEMBERS } from '../../cloudfunctions/member/collections'
import type { Input } from '../../contract'
import { jpegPhoto } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { givePhones, type OpenedPhone } from '../support/weapp/phones'
import { WxFailure } from '../support/weapp/wx/api'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../support/world'

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
  const role = { query: { _id: world.carol.memberId }, data: { $set: { roles: ['operator'] } } }
  await world.emulator.database.modify(MEMBERS, { ...role, multi: false, merge: true, upsert: false })
}, 60_000)
afterAll(() => world.close())

type Special = Pick<Input<'post.createPost'>, 'kind' | 'poll' | 'debate' | 'chain'>

async function published(author: Person, text: string, special: Special): Promise<string> {
  const input = { requestId: newRequestId(), boardId: BOARD_ID, text, photoIds: [], ...special }
  return (await author.call('post.createPost', input)).postId
}

async function opened(person: Person, postId: string): Promise<OpenedPhone & { mp: MiniProgram }> {
  const given = phone(person)
  await given.mp.launch(`/pages/post/index?postId=${postId}`)
  return given
}

const detailOf = async (postId: string) => (await world.alice.call('post.getPost', { postId })).post

describe('a poll', () => {
  const poll = { options: ['可颂', '贝果'], multiple: false }

  test('a tap votes at once, a second one moves the vote', async () => {
    const postId = await published(world.alice, '做什么？', { kind: 'poll', poll })
    const { mp } = await opened(world.bob, postId)
    expect(mp.text('#poll')).not.toContain('%')
    await mp.tap('#poll-vote-1')
    expect(mp.text('#poll-vote-1')).toContain('1 · 100%')
    await mp.tap('#poll-vote-2')
    expect(mp.text('#poll-vote-1')).toContain('0 · 0%')
    expect((await detailOf(postId)).poll).toMatchObject({
      voterCount: 1,
      options: [{ count: 0 }, { count: 1 }],
    })
  })

  test('several choices go out together', async () => {
    const postId = await published(world.alice, '哪天？', { kind: 'poll', poll: { ...poll, multiple: true } })
    const { mp } = await opened(world.bob, postId)
    await mp.tap('#poll-vote-2')
    await mp.tap('#poll-vote-1')
    await mp.tap('#poll-send')
    expect((await detailOf(postId)).poll).toMatchObject({
      voterCount: 1,
      options: [{ count: 1 }, { count: 1 }],
    })
    expect(mp.find('#poll-send')).toBeUndefined()
  })

  test('a vote that does not take is taken back with a word', async () => {
    const postId = await published(world.alice, '断网投票', { kind: 'poll', poll })
    const { mp } = await opened(world.bob, postId)
    await mp.setOnline(false)
    await mp.tap('#poll-vote-1')
    await mp.waitFor(() => mp.calls('showToast').length > 0, 'the word')
    await mp.idle()
    expect(mp.calls('showToast').at(-1)?.options.title).toContain('网络不通')
    expect(mp.text('#poll')).not.toContain('%')
  })
})

test('a side is taken, and a comment may speak for one', async () => {
  const debate: [string, string] = ['手揉', '机器']
  const postId = await published(world.alice, '揉面', { kind: 'debate', debate: { sides: debate } })
  const { mp } = await opened(world.bob, postId)
  await mp.tap('#side-take-1')
  expect(mp.text('#side-take-1')).toContain('1 人')
  await mp.fire('#comment-input', 'focus')
  await mp.input('#comment-input', '手感最重要')
  await mp.tap('#comment-side-1')
  await mp.tap('#comment-send')
  const { post, comments } = await world.alice.call('post.getPost', { postId })
  expect(post.debate?.sides[0].count).toBe(1)
  expect(comments.comments).toMatchObject([{ text: '手感最重要', side: 0 }])
})

test('a chain gives the next number once', async () => {
  const postId = await published(world.alice, '报名', { kind: 'chain', chain: {} })
  const { mp } = await opened(world.bob, postId)
  await mp.input('#chain-text', '违禁词')
  await mp.tap('#chain-join')
  expect(mp.text('#chain-refusal')).toContain('没有通过安全检查')
  await mp.input('#chain-text', 'Bob 想学贝果')
  await mp.tap('#chain-join')
  expect(mp.text('#chain-mine')).toBe('你是第 1 个')
  expect(mp.text('#chain')).toContain('Bob 想学贝果')
  expect(mp.find('#chain-text')).toBeUndefined()
})

test('the asker marks the answer, and takes the mark away', async () => {
  const postId = await published(world.alice, '为什么？', { kind: 'question' })
  const said = { requestId: newRequestId(), postId, text: '水太多了' }
  const { comment } = await world.bob.call('post.createComment', said)
  const solve = `#solve-${comment.commentId}`
  const { mp } = await opened(world.alice, postId)
  await mp.tap(solve)
  expect((await detailOf(postId)).solvedCommentId).toBe(comment.commentId)
  expect(mp.find('#solution')).toBeDefined()
  await mp.tap(solve)
  expect((await detailOf(postId)).solvedCommentId).toBeUndefined()
  const { mp: reader } = await opened(world.bob, postId)
  expect(reader.find(solve)).toBeUndefined()
})

describe('a comment', () => {
  test('answers another one, with somebody mentioned and a photo', async () => {
    const postId = await world.alice.publish('层次出来了')
    const said = { requestId: newRequestId(), postId, text: '折了几次？' }
    const { comment } = await world.bob.call('post.createComment', said)
    const { mp } = await opened(world.alice, postId)
    await mp.tap(`#comment-reply-${comment.commentId}`)
    expect(mp.text('#comment-replying')).toContain('回复 Bob')
    await mp.input('#comment-input', '三次，')
    await mp.tap('#comment-mention')
    await mp.input('#mention-search', 'Carol')
    const carol = `#mention-${world.carol.memberId}`
    await mp.waitFor(() => mp.find(carol) !== undefined, 'Carol')
    await mp.tap(carol)
    mp.choosePhotos([await jpegPhoto(60)])
    await mp.tap('#comment-photo-add')
    await mp.tap('#comment-send')
    const { comments } = await world.bob.call('post.listReplies', { commentId: comment.commentId })
    expect(comments).toMatchObject([
      { text: `三次，@{${world.carol.memberId}}`, rootId: comment.commentId, photo: expect.anything() },
    ])
    expect(mp.find('#comment-replying')).toBeUndefined()
    expect(mp.text('#comments')).toContain('@Carol')
  })

  test('CONTENT_REJECTED goes back into the field', async () => {
    const postId = await world.alice.publish('来评论')
    const { mp } = await opened(world.bob, postId)
    await mp.input('#comment-input', '违禁词')
    await mp.tap('#comment-send')
    expect(mp.text('#comment-refusal')).toContain('没有通过安全检查')
    expect(mp.attribute('#comment-input', 'value')).toBe('违禁词')
  })

  test('half written it is there again after the app was killed', async () => {
    const postId = await world.alice.publish('慢慢写')
    const { mp } = await opened(world.bob, postId)
    await mp.input('#comment-input', '写到一半')
    const { mp: again } = phone(world.bob, { storage: mp.phone.storage })
    await again.launch(`/pages/post/index?postId=${postId}`)
    expect(again.attribute('#comment-input', 'value')).toBe('写到一半')
  })
})

describe('one’s own and others’ posts', () => {
  test('a post is kept for oneself, and let go', async () => {
    const postId = await world.alice.publish('想再看一遍')
    const { mp } = await opened(world.bob, postId)
    await mp.tap('#post-favourite')
    expect(mp.text('#post-favourite')).toBe('1')
    const { posts } = await world.bob.call('post.listFavourites', {})
    expect(posts.map((post) => post.postId)).toContain(postId)
    await mp.tap('#post-favourite')
    expect((await detailOf(postId)).favouriteCount).toBe(0)
  })

  test('a post is reported with a reason, one’s own is not', async () => {
    const postId = await world.alice.publish('可以举报的帖子')
    const { mp } = await opened(world.bob, postId)
    await mp.tap('#post-more')
    await mp.tap('#post-report')
    await mp.tap('#report-send')
    await mp.tap('#report-advertising')
    await mp.input('#report-text', '卖模具的')
    await mp.tap('#report-send')
    expect(mp.calls('showToast').at(-1)?.options.title).toContain('收到了')
    const { mp: own } = await opened(world.alice, postId)
    await own.tap('#post-more')
    expect(own.find('#post-report')).toBeUndefined()
    expect(own.find('#post-delete')).toBeDefined()
  })

  test('only an operator features, and takes it back', async () => {
    const postId = await world.alice.publish('值得精选')
    const { mp: member } = await opened(world.bob, postId)
    await member.tap('#post-more')
    expect(member.find('#post-feature')).toBeUndefined()
    const { mp } = await opened(world.carol, postId)
    await mp.tap('#post-more')
    await mp.tap('#post-feature')
    expect((await detailOf(postId)).featured).toBe(true)
    await mp.tap('#post-more')
    await mp.tap('#post-feature')
    expect((await detailOf(postId)).featured).toBe(false)
  })
})

describe('the poster', () => {
  async function drawn(): Promise<MiniProgram> {
    const photoId = await world.alice.upload(await jpegPhoto(45, 600, 800))
    await world.settled()
    const postId = await world.alice.publish('第一次做可颂', [photoId])
    const { mp } = phone(world.bob)
    await mp.launch(`/packages/compose/poster?postId=${postId}`)
    return mp
  }

  test('has the photo, the words, the author, the community and the code, and goes into the album', async () => {
    const mp = await drawn()
    const said = mp
      .calls('canvas.fillText')
      .map(({ options }) => Array.isArray(options.values) && options.values[0])
    expect(said).toEqual(['第一次做可颂', '来自 Alice', '同好', '微信扫一扫，看这篇帖子'])
    expect(mp.calls('canvas.drawImage')).toHaveLength(2)
    expect(mp.find('#poster-picture')).toBeDefined()
    await mp.tap('#poster-save')
    expect(mp.calls('saveImageToPhotosAlbum')).toHaveLength(1)
    expect(mp.calls('showToast').at(-1)?.options.title).toBe('已经存到相册')
  })

  test('without leave for the album the way to the settings is shown', async () => {
    const mp = await drawn()
    mp.answer('saveImageToPhotosAlbum', () => {
      throw new WxFailure('auth deny')
    })
    await mp.tap('#poster-save')
    await mp.tap('#confirm-yes')
    expect(mp.calls('openSetting')).toHaveLength(1)
  })
})
