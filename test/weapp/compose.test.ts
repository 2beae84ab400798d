/** Writing: every kind of post, drafts and uploads that outlive a killed app, editing. On phones, with the real cloud. */
import { jpegPhoto } from '../support/photos'
import { mp4Video } from '../support/videos'
import type { MiniProgram } from '../support/weapp/mini-program'
import type { PhoneSettings } from '../support/weapp/phone'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, type Person, type World } from '../support/world'

const COMPOSE = '/packages/compose/index'
const BOARD = '#board-option-brd_showcase'

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
}, 60_000)
afterAll(() => world.close())

/** The app with the compose page on top, as a member reaches it. */
async function composing(person: Person, settings?: PhoneSettings): Promise<MiniProgram> {
  const { mp } = phone(person, settings)
  await mp.launch(COMMUNITY)
  await mp.tap('#compose-open')
  return mp
}

/** The same phone after WeChat has killed the app: what it keeps is still there, nothing else is. */
function restarted(person: Person, mp: MiniProgram): Promise<MiniProgram> {
  return composing(person, { storage: mp.phone.storage, files: mp.phone.files })
}

async function chooseBoard(mp: MiniProgram): Promise<void> {
  await mp.tap('#compose-board')
  await mp.tap(BOARD)
}

async function publishedDetail(mp: MiniProgram, person: Person, words: string) {
  await chooseBoard(mp)
  await mp.tap('#compose-publish')
  expect(mp.stack()).toEqual(['pages/community/index'])
  const { posts } = await person.call('post.listByMember', { memberId: person.memberId })
  const card = posts.find(({ excerpt }) => words.startsWith(excerpt.replace('…', '')))
  if (!card) throw new Error(`nobody published ${words}`)
  return (await person.call('post.getPost', { postId: card.postId })).post
}

describe('every kind', () => {
  test('a question with a topic, a place and somebody mentioned', async () => {
    const mp = await composing(world.alice)
    mp.answer('chooseLocation', () => ({ name: '家里的厨房', address: '', latitude: 31.2, longitude: 121.5 }))
    await mp.tap('#kind-question')
    await mp.input('#compose-text', '为什么贝果会起泡？')
    // The sign itself opens the list of people.
    await mp.input('#compose-text', '为什么贝果会起泡？@')
    await mp.input('#mention-search', 'Bob')
    const bob = `#mention-${world.bob.memberId}`
    await mp.waitFor(() => mp.find(bob) !== undefined, 'Bob')
    await mp.tap(bob)
    expect(mp.attribute('#compose-text', 'value')).toBe('为什么贝果会起泡？@Bob ')
    await mp.tap('#compose-topic')
    await mp.input('#topic-search', '贝果')
    await mp.tap('#topic-use')
    await mp.tap('#compose-place')
    const post = await publishedDetail(mp, world.alice, '为什么贝果会起泡？')
    expect(post).toMatchObject({
      kind: 'question',
      text: `为什么贝果会起泡？@{${world.bob.memberId}}`,
      mentions: [{ memberId: world.bob.memberId, nickname: 'Bob' }],
      topics: [{ name: '贝果' }],
      location: { name: '家里的厨房', latitude: 31.2, longitude: 121.5 },
    })
  })

  test('without a map the place is written', async () => {
    const mp = await composing(world.bob)
    mp.answer('chooseLocation', () => {
      throw new Error('auth deny')
    })
    await mp.tap('#compose-place')
    await mp.input('#place-name', '面包教室')
    await mp.tap('#place-done')
    expect(mp.text('#place-tag')).toBe('面包教室')
    await mp.tap('#place-tag')
    expect(mp.find('#place-tag')).toBeUndefined()
  })

  test('a poll needs two different options', async () => {
    const mp = await composing(world.bob)
    await mp.tap('#kind-poll')
    await mp.input('#compose-text', '周末做什么？')
    await mp.input('#poll-option-1', '可颂')
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-kind')).toBe('至少写两个选项')
    await mp.input('#poll-option-2', '可颂')
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-kind')).toBe('有两个选项是一样的')
    await mp.input('#poll-option-2', '贝果')
    await mp.tap('#poll-add')
    await mp.input('#poll-option-3', '司康')
    await mp.tap('#poll-choice-multiple')
    await mp.tap('#poll-days-3')
    const post = await publishedDetail(mp, world.bob, '周末做什么？')
    expect(post.poll).toMatchObject({
      multiple: true,
      closed: false,
      options: [{ text: '可颂' }, { text: '贝果' }, { text: '司康' }],
    })
    expect(post.poll?.closesAt).toBeGreaterThan(post.createdAt)
  })

  test('a debate has two sides, a chain its prompt', async () => {
    const mp = await composing(world.carol)
    await mp.tap('#kind-debate')
    await mp.input('#compose-text', '揉面站哪边？')
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-kind')).toBe('写下两边的观点')
    await mp.input('#side-1', '手揉')
    await mp.input('#side-2', '机器')
    const debate = await publishedDetail(mp, world.carol, '揉面站哪边？')
    expect(debate.debate?.sides.map(({ name }) => name)).toEqual(['手揉', '机器'])

    await mp.tap('#compose-open')
    await mp.tap('#kind-chain')
    await mp.input('#compose-text', '周末教室报名')
    await mp.input('#chain-prompt', '名字和想学的')
    const chain = await publishedDetail(mp, world.carol, '周末教室报名')
    expect(chain.chain?.prompt).toBe('名字和想学的')
  })

  test('an order show has a photo, of which the first is the cover', async () => {
    const mp = await composing(world.alice)
    await mp.tap('#kind-order')
    await mp.input('#compose-text', '模具到了')
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-photos')).toBe('晒单要有一张照片')
    mp.choosePhotos([await jpegPhoto(20), await jpegPhoto(120, 600, 800)])
    await mp.tap('#photo-add')
    await mp.tap('#upload-picture-2')
    await mp.tap('#upload-forward')
    const post = await publishedDetail(mp, world.alice, '模具到了')
    expect(post.photos.map(({ height }) => height)).toEqual([800, 640])
  })
})

test('a short video goes up with the frame that stands for it', async () => {
  const mp = await composing(world.alice)
  const video = mp4Video()
  const chosen = {
    tempFilePath: mp.phone.addFile(video, 'mp4'),
    size: video.byteLength,
    thumbTempFilePath: mp.phone.addFile(await jpegPhoto(70, 720, 1280)),
  }
  mp.answer('chooseMedia', () => ({ type: 'video', tempFiles: [chosen] }))
  await mp.tap('#video-add')
  expect(mp.find('#upload-1.tile-done')).toBeDefined()
  expect(mp.find('#photo-add')).toBeUndefined()
  await mp.input('#compose-text', '发酵的一分钟')
  const post = await publishedDetail(mp, world.alice, '发酵的一分钟')
  expect(post).toMatchObject({ video: { width: 720, height: 1280 }, photos: [], state: 'checking' })
})

describe('a killed app', () => {
  test('loses no word, no topic, no option', async () => {
    const mp = await composing(world.alice)
    await mp.tap('#kind-poll')
    await mp.input('#compose-text', '写到一半')
    await mp.input('#poll-option-1', '第一个')
    await mp.tap('#compose-topic')
    await mp.input('#topic-search', '可颂')
    await mp.tap('#topic-use')
    const again = await restarted(world.alice, mp)
    expect(again.find('#compose-resumed')).toBeDefined()
    expect(again.attribute('#compose-text', 'value')).toBe('写到一半')
    expect(again.attribute('#poll-option-1', 'value')).toBe('第一个')
    expect(again.text('#topic-tag-1')).toBe('可颂')
    await again.tap('#start-afresh')
    await again.tap('#confirm-yes')
    expect(again.attribute('#compose-text', 'value')).toBe('')
    const third = await restarted(world.alice, again)
    expect(third.find('#compose-resumed')).toBeUndefined()
  })

  test('photos that are up are not sent again; the one that was cut off is, from the copy on the phone', async () => {
    const mp = await composing(world.bob)
    await mp.input('#compose-text', '三张照片')
    mp.choosePhotos([await jpegPhoto(10), await jpegPhoto(90)])
    await mp.tap('#photo-add')
    await mp.setOnline(false)
    mp.choosePhotos([await jpegPhoto(200)])
    await mp.tap('#photo-add')
    await mp.waitFor(() => mp.find('#upload-3.tile-failed') !== undefined, 'the cut upload')

    const again = await restarted(world.bob, mp)
    await again.waitFor(() => again.all('.tile-done').length === 3, 'all three photos')
    expect(again.calls('cloud.uploadFile')).toHaveLength(1)
    expect([...again.phone.files.keys()].filter((path) => path.includes('/usr/'))).toEqual([])
    const post = await publishedDetail(again, world.bob, '三张照片')
    expect(post.photos).toHaveLength(3)
  })

  test('a comment that got no answer is offered again, and is there once', async () => {
    const postId = await world.alice.publish('等一条评论')
    const { mp } = phone(world.carol)
    await mp.launch(`/pages/post/index?postId=${postId}`)
    await mp.setOnline(false)
    await mp.input('#comment-input', '断网时说的')
    await mp.tap('#comment-send')
    await mp.waitFor(() => mp.find('#comment-retry') !== undefined, 'the retry')
    const { mp: again } = phone(world.carol, { storage: mp.phone.storage })
    await again.launch(`/pages/post/index?postId=${postId}`)
    await again.tap('#comment-retry')
    expect(again.find('#comment-pending')).toBeUndefined()
    const { comments } = await world.bob.call('post.listComments', { postId })
    expect(comments.map(({ text }) => text)).toEqual(['断网时说的'])
  })
})

describe('editing', () => {
  test('begins from the post, and is the next revision of it', async () => {
    const photoId = await world.alice.upload(await jpegPhoto(33))
    const postId = await world.alice.publish('写错了一个字', [photoId])
    const { mp } = phone(world.alice)
    await mp.launch(`/pages/post/index?postId=${postId}`)
    await mp.tap('#post-more')
    await mp.tap('#post-edit')
    expect(mp.stack().at(-1)).toBe('packages/compose/index')
    expect(mp.attribute('#compose-text', 'value')).toBe('写错了一个字')
    expect(mp.find('#kind-poll')).toBeUndefined()
    expect(mp.find('#upload-1.tile-done')).toBeDefined()
    await mp.input('#compose-text', '写对了')
    await mp.tap('#compose-publish')
    expect(mp.stack().at(-1)).toBe('pages/post/index')
    expect(mp.text('#post-text')).toBe('写对了')
    const { post } = await world.bob.call('post.getPost', { postId })
    expect(post).toMatchObject({ text: '写对了', editedAt: expect.any(Number) })
    expect(post.photos).toHaveLength(1)
  })

  test('CONTENT_REJECTED leaves the words and the post as they were', async () => {
    const postId = await world.bob.publish('好好的一篇')
    const { mp } = phone(world.bob)
    await mp.launch(`${COMPOSE}?postId=${postId}`)
    await mp.input('#compose-text', '改成违禁词')
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-text')).toContain('没有通过安全检查')
    expect(mp.attribute('#compose-text', 'value')).toBe('改成违禁词')
    expect((await world.alice.call('post.getPost', { postId })).post.text).toBe('好好的一篇')
  })
})
