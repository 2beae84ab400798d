/**
 * What was stored in earlier shapes: posts before there were kinds, read, liked and edited before the migration; and
 * lists before they were read by who calls. All of it is found after the migrations.
 */
import { timeOrderedId } from '../../../cloudfunctions/kit/id'
import { setFields, storedDocument } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { createWorld, newRequestId, type World } from '../../support/world'

const OLD_ID = 'pst_0000000000oldpost'
const OLD_CASE_ID = 'cas_0000000000oldcase'
const OLD_NOTICE_ID = 'ntc_0000000000oldnote'
/** So many minutes are enough for every migration. */
const MIGRATION_MINUTES = 6

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { alice, bob } = world
  const { emulator } = world
  await emulator.database.importDocuments('posts', [
    {
      _id: OLD_ID,
      schemaVersion: 1,
      boardId: 'brd_showcase',
      authorId: alice.memberId,
      author: { nickname: 'Alice' },
      text: '石窑里的第一炉',
      excerpt: '石窑里的第一炉',
      photos: [],
      photoIds: [],
      textVerdict: 'pass',
      state: 'visible',
      removed: false,
      revision: 1,
      likeCount: 0,
      commentCount: 0,
      createdAt: 1_000,
    },
  ])
  const place = timeOrderedId('ntc', Date.now(), new Uint8Array(8))
  const told = { to: bob.memberId, group: 'system', kind: 'follow', fromIds: [alice.memberId], count: 1 }
  await emulator.database.importDocuments('notices', [
    { _id: OLD_NOTICE_ID, schemaVersion: 1, ...told, at: Date.now(), place },
  ])
  const clock = { version: 1, dueAt: 1_000, openedAt: 1_000, unchecked: false, textAsks: 0 }
  const whose = { memberId: bob.memberId, butlerId: alice.memberId }
  await emulator.database.importDocuments('cases', [
    { _id: OLD_CASE_ID, schemaVersion: 1, ...whose, kind: 'feedback', state: 'open', turns: [], ...clock },
  ])
  const kept = { postId: OLD_ID, memberId: alice.memberId, place: 'fav_00000000000000old', createdAt: 1_000 }
  await emulator.database.importDocuments('post_favourites', [
    { _id: `${OLD_ID}:${alice.memberId}`, schemaVersion: 1, ...kept },
  ])
  await setFields(world, 'members', alice.memberId, { roles: ['operator'] })
})
afterAll(() => world.close())

const read = async () => (await world.bob.call('post.getPost', { postId: OLD_ID })).post

test('half way: an old post is a plain post, and whatever is done to it is counted', async () => {
  expect(await read()).toMatchObject({
    kind: 'post',
    topics: [],
    mentions: [],
    featured: false,
    favouriteCount: 0,
  })
  await world.bob.call('post.setFavourite', { postId: OLD_ID, favourited: true })
  const said = { requestId: newRequestId(), postId: OLD_ID, text: '好看' }
  const { comment } = await world.bob.call('post.createComment', said)
  await world.carol.call('post.setCommentLike', { commentId: comment.commentId, liked: true })
  expect(await read()).toMatchObject({ favouriteCount: 1, commentCount: 1, favourited: true })
  await world.alice.call('post.editPost', {
    requestId: newRequestId(),
    postId: OLD_ID,
    text: '石窑里的第二炉',
    photoIds: [],
  })
  expect((await read()).text).toBe('石窑里的第二炉')
})

const caseIdsOf = ({ cases }: { cases: readonly { caseId: string }[] }) => cases.map(({ caseId }) => caseId)

test('after the migration it says what it is, and is found by its words', async () => {
  for (let n = 0; n < MIGRATION_MINUTES; n += 1) await tickAfter(world)
  const stored = await storedDocument(world, 'posts', OLD_ID)
  expect(stored).toMatchObject({ schemaVersion: 2, kind: 'post', featured: false })
  const { hits } = await world.bob.call('post.searchPosts', { text: '石窑' })
  expect(hits.map((hit) => hit.post.postId)).toContain(OLD_ID)
})

test('after the migrations whoever calls finds what they kept, were told and opened, and what they answer', async () => {
  const { alice, bob } = world
  const { posts } = await alice.call('post.listFavourites', {})
  expect(posts.map(({ postId }) => postId)).toEqual([OLD_ID])
  const { notices } = await bob.call('notice.listNotices', { group: 'system' })
  expect(notices.map(({ noticeId }) => noticeId)).toContain(OLD_NOTICE_ID)
  expect(caseIdsOf(await bob.call('notice.listMyCases', {}))).toEqual([OLD_CASE_ID])
  expect(caseIdsOf(await alice.call('notice.listCases', { state: 'open', mine: true }))).toEqual([
    OLD_CASE_ID,
  ])
  expect(caseIdsOf(await alice.call('notice.listMyCases', {}))).toEqual([])
})

test('what is kept under the same key of a member who left is not theirs who came back', async () => {
  await setFields(world, 'post_favourites', `${OLD_ID}:${world.alice.memberId}`, {
    memberId: 'mbr_0000000000000',
  })
  expect((await world.alice.call('post.listFavourites', {})).posts).toEqual([])
})
