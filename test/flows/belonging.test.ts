/**
 * The whole time of a member: a guest reads, joins by the ladder, asks, is answered, finds it again, takes their data
 * along and leaves; afterwards nothing in the whole store tells who they were.
 */
import { callerKey } from '../../cloudfunctions/kit/id'
import { MINUTE_MS, RULES_VERSION } from '../../contract/limits'
import { tickAfter } from '../support/jobs'
import { dataOf, fileHashes, findTexts, readExport } from '../support/personal-traces'
import { jpegPhoto } from '../support/photos'
import { BOARD_ID, createWorld, newRequestId, type Person, present, type World } from '../support/world'

const NICKNAME = '雪里红梅'
const QUESTION = '戚风蛋糕每次脱模就塌，是烤箱温度低了还是蛋白打发不够？'
const HER_WORDS = ['戚风蛋糕每次脱模', '原来是没烤透', '想找同城的朋友一起烤']

let world: World
let snow: Person
/** What of hers lies in storage, by the hash of its bytes. */
const herPictures = new Set<string>()
/** A comment of hers that somebody has answered. */
let answered: { readonly postId: string; readonly commentId: string }

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Lets everything catch up that jobs do behind the scenes. */
async function catchUp(): Promise<void> {
  for (const _ of [1, 2]) expect((await tickAfter(world, MINUTE_MS)).failed).toEqual([])
}

/** Uploads a photo and remembers every picture that it becomes. */
async function uploadHers(hue: number, purpose: 'post' | 'avatar'): Promise<string> {
  const before = await fileHashes(world)
  const mediaId = await snow.upload(await jpegPhoto(hue), purpose)
  for (const [path, hash] of await fileHashes(world)) if (!before.has(path)) herPictures.add(hash)
  await world.settled()
  return mediaId
}

const kindsOf = async (person: Person, group: 'likes' | 'comments' | 'mentions' | 'system') =>
  (await person.call('notice.listNotices', { group })).notices.map(({ kind }) => kind)

async function joinByTheLadder(): Promise<Person> {
  const guest = world.stranger()
  const invited = await world.alice.publish('这里每天都有人出炉')
  expect((await guest.call('home.getCommunity', {})).member).toBeUndefined()
  expect((await guest.call('post.getPost', { postId: invited })).post.text).toContain('出炉')
  expect(await guest.refusal('post.setLike', { postId: invited, liked: true })).toBe('NOT_A_MEMBER')
  const { member } = await guest.call('member.join', {
    requestId: newRequestId(),
    nickname: NICKNAME,
    rulesVersion: RULES_VERSION,
    arrival: { scene: 1007, inviterId: world.alice.memberId, page: 'packages/post/index' },
  })
  // The deed that she came for.
  await guest.call('post.setLike', { postId: invited, liked: true })
  return { ...guest, memberId: member.memberId }
}

test('a guest becomes a member by the whole ladder, and the first screen is theirs', async () => {
  snow = await joinByTheLadder()
  const avatarMediaId = await uploadHers(11, 'avatar')
  await snow.call('member.updateProfile', { requestId: newRequestId(), avatarMediaId })
  const { member } = await snow.call('member.saveSurvey', {
    requestId: newRequestId(),
    reasons: ['learn'],
    skillTier: 'beginner',
    interests: ['brd_question'],
    needs: ['answers'],
    city: '苏州',
  })
  expect(member.onboarding.steps).toMatchObject({ rules: 'done', survey: 'done', firstPost: 'todo' })
  const { boards } = await snow.call('home.getCommunity', {})
  expect(present(boards[0]).boardId).toBe('brd_question')
  const { members } = await snow.call('member.suggestMembers', {})
  expect(members.map(({ memberId }) => memberId)).toContain(world.alice.memberId)
  await snow.call('member.setFollow', { memberId: world.alice.memberId, followed: true })
  await snow.call('member.updateSettings', { hideFromLeaderboards: true, quietHours: null })
})

test('she asks, is answered, is told of it, marks it solved and finds it again in Chinese', async () => {
  const photoId = await uploadHers(23, 'post')
  const { postId } = await snow.call('post.createPost', {
    requestId: newRequestId(),
    kind: 'question',
    boardId: 'brd_question',
    text: QUESTION,
    photoIds: [photoId],
    topicNames: ['戚风救援'],
  })
  expect((await snow.call('member.getMe', {})).member?.onboarding).toMatchObject({
    steps: { firstPost: 'done', checkIns: 'todo', gift: 'todo' },
    finished: false,
  })
  // Three days of check-in are more than she has time for; the gift goes with them.
  const { onboarding } = await snow.call('member.skipStep', { step: 'checkIns' })
  expect(onboarding).toMatchObject({ steps: { gift: 'skipped' }, finished: true })
  const answer = { requestId: newRequestId(), postId, text: '倒扣凉透再脱，试试多烤五分钟' }
  const { comment } = await world.bob.call('post.createComment', answer)
  const naming = { requestId: newRequestId(), postId, text: `@{${snow.memberId}} 我也是这样救回来的` }
  await world.carol.call('post.createComment', naming)
  await world.carol.call('post.setLike', { postId, liked: true })
  await world.carol.call('member.setFollow', { memberId: snow.memberId, followed: true })
  await catchUp()
  expect(await kindsOf(snow, 'comments')).toContain('firstReply')
  expect(await kindsOf(snow, 'mentions')).toEqual(['mention'])
  expect(await kindsOf(snow, 'likes')).toEqual(['like'])
  expect(await kindsOf(snow, 'system')).toContain('follow')
  const { unread } = await snow.call('notice.getUnread', {})
  expect(unread.total).toBeGreaterThanOrEqual(3)

  const thanks = { requestId: newRequestId(), postId, replyTo: comment.commentId, text: '原来是没烤透，谢谢' }
  await snow.call('post.createComment', thanks)
  await snow.call('post.setSolved', { postId, commentId: comment.commentId })
  const { hits } = await world.carol.call('post.searchPosts', { text: '戚风塌', solved: true })
  expect(hits[0]).toMatchObject({ post: { postId, solved: true } })
  const found = await snow.call('home.search', { text: NICKNAME })
  expect(found.members.map(({ memberId }) => memberId)).toEqual([snow.memberId])
  await catchUp()
  expect(await kindsOf(world.bob, 'comments')).toEqual(expect.arrayContaining(['solved', 'reply']))
})

test('she leaves traces everywhere else: a favourite, a case, a report, a comment on another’s post', async () => {
  const other = await world.bob.publish('苏州的朋友在哪里')
  await snow.call('post.setFavourite', { postId: other, favourited: true })
  const said = { requestId: newRequestId(), postId: other, text: '想找同城的朋友一起烤' }
  const { comment } = await snow.call('post.createComment', said)
  answered = { postId: other, commentId: comment.commentId }
  await world.bob.call('post.createComment', {
    requestId: newRequestId(),
    postId: other,
    replyTo: comment.commentId,
    text: '我也在苏州',
  })
  await snow.call('notice.openCase', {
    requestId: newRequestId(),
    kind: 'feedback',
    text: '想找同城的朋友一起烤，能建群吗',
    photoIds: [await uploadHers(37, 'post')],
  })
  await snow.call('post.report', {
    requestId: newRequestId(),
    subject: { memberId: world.carol.memberId },
    reason: 'other',
  })
  const { posts } = await snow.call('post.listFavourites', {})
  expect(posts.map(({ postId }) => postId)).toEqual([other])
})

test('she takes her data along in one file', async () => {
  await snow.call('privacy.requestExport', { requestId: newRequestId() })
  await catchUp()
  const ready = present((await snow.call('privacy.getExport', {})).export)
  expect(ready.state).toBe('ready')
  const files = await readExport(present(ready.url))
  const data = dataOf(files)
  const json = JSON.stringify(data)
  expect(data.member?.profile).toMatchObject([{ nickname: NICKNAME, survey: { city: '苏州' } }])
  for (const words of HER_WORDS) expect(json).toContain(words)
  expect(json).not.toContain('倒扣凉透再脱')
  expect([...files.keys()].filter((name) => name.endsWith('.webp')).length).toBe(3)
})

test('she leaves, and nothing in the whole store tells who she was', async () => {
  expect(herPictures.size).toBe(9)
  const leavesTraces = await findTexts(world, [NICKNAME])
  expect(leavesTraces.length).toBeGreaterThan(2)
  await snow.call('privacy.leave', { requestId: newRequestId(), confirm: true })
  expect(await world.bob.refusal('member.getMember', { memberId: snow.memberId })).toBe('NOT_FOUND')
  await catchUp()
  await catchUp()
  expect(await findTexts(world, [snow.openid, NICKNAME, callerKey(snow.openid), ...HER_WORDS])).toEqual([])
  const left = [...(await fileHashes(world))].filter(([, hash]) => herPictures.has(hash))
  expect(left).toEqual([])
  // Others' words stand, under a place that is empty now.
  const { post, comments } = await world.bob.call('post.getPost', { postId: answered.postId })
  const place = present(comments.comments.find(({ commentId }) => commentId === answered.commentId))
  expect(place).toMatchObject({ text: '', author: { nickname: '' }, replyCount: 1 })
  const { comments: replies } = await world.bob.call('post.listReplies', { commentId: answered.commentId })
  expect(replies.map(({ text }) => text)).toEqual(['我也在苏州'])
  expect(post.commentCount).toBe(2)
  const feed = await world.carol.call('post.listFeed', { boardId: BOARD_ID })
  expect(JSON.stringify(feed)).not.toContain(snow.memberId)
  expect((await world.alice.call('member.getMe', {})).member?.followerCount).toBe(0)
  const searched = await world.carol.call('home.search', { text: '戚风塌' })
  expect(searched.posts).toEqual([])
})
