/** Fair places, inboxes and the topic of a day: what the feeds decide. */
import * as fc from 'fast-check'
import {
  FAIR_PLACES_MAX,
  fairPlacesOf,
  isDone,
  isNewAuthor,
  medianOf,
  SHOWN_TO_GOAL,
  withFairPlaces,
} from '../../cloudfunctions/post/exposure-rules'
import { entriesOfPage, entryOf, mergeFollowing, readEntry } from '../../cloudfunctions/post/following-rules'
import { livelyTopic } from '../../cloudfunctions/post/topic-of-day-rules'
import { DAY_MS, PAGE_SIZE_MAX } from '../../contract/limits'

const postId = (n: number) => `pst_${String(n).padStart(8, '0')}`
const newestFirst = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ _id: postId(count - 1 - n) }))

describe('fair places', () => {
  test('every post stands on one page, whatever waits and however long the pages are', () => {
    const cases = fc.record({
      count: fc.nat(80),
      limit: fc.integer({ min: 1, max: PAGE_SIZE_MAX }),
      waiting: fc.uniqueArray(fc.nat(79), { maxLength: FAIR_PLACES_MAX }),
    })
    fc.assert(
      fc.property(cases, ({ count, limit, waiting }) => {
        const all = newestFirst(count)
        const open = waiting.filter((n) => n < count).map((n) => ({ _id: postId(n) }))
        const page = withFairPlaces(all.slice(0, limit + 1), open, limit)
        const ids = page.items.map(({ _id }) => _id)
        expect(ids.length).toBeLessThanOrEqual(limit)
        expect(page.exposedIds.length).toBeLessThanOrEqual(fairPlacesOf(limit))
        const { lastId } = page
        const rest =
          lastId === undefined
            ? []
            : all.map(({ _id }) => _id).filter((id) => id < lastId && !page.passedIds.includes(id))
        expect([...ids, ...rest].sort()).toEqual(all.map(({ _id }) => _id).sort())
      }),
    )
  })

  test('what stands on the page by its age is given no other place', () => {
    const all = newestFirst(30)
    expect(withFairPlaces(all.slice(0, 21), [{ _id: postId(29) }], 20).exposedIds).toEqual([])
    const page = withFairPlaces(all.slice(0, 21), [{ _id: postId(0) }], 20)
    expect(page.items[7]?._id).toBe(postId(0))
    expect(page.items).toHaveLength(20)
  })

  test('an author is new for a while and a few posts; a post has its share of members or of time', () => {
    const now = 100 * DAY_MS
    expect(isNewAuthor({ joinedAt: now - DAY_MS, postCount: 3 }, now)).toBe(true)
    expect(isNewAuthor({ joinedAt: now - DAY_MS, postCount: 4 }, now)).toBe(false)
    expect(isNewAuthor({ joinedAt: now - 30 * DAY_MS, postCount: 1 }, now)).toBe(false)
    expect(isDone(now, SHOWN_TO_GOAL - 1, now)).toBe(false)
    expect(isDone(now, SHOWN_TO_GOAL, now)).toBe(true)
    expect(isDone(now - 2 * DAY_MS, 0, now)).toBe(true)
  })

  test('the median of none, one, an even number', () => {
    expect([medianOf([]), medianOf([7]), medianOf([9, 1]), medianOf([3, 1, 100])]).toEqual([0, 7, 5, 3])
  })
})

describe('an inbox', () => {
  test('an entry says what it was made of', () => {
    expect(readEntry(entryOf('pst_1', 'mbr_2'))).toEqual({ postId: 'pst_1', authorId: 'mbr_2' })
  })

  test('pages of any size show every visible post of who is followed once, the newest first', () => {
    const post = fc.record({
      authorId: fc.constantFrom('mbr_a', 'mbr_b', 'mbr_merged', 'mbr_unfollowed'),
      isVisible: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(post, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (made, limit) => {
        const posts = made.map((each, n) => ({ ...each, _id: postId(n) }))
        const entries = posts
          .filter(({ authorId }) => authorId !== 'mbr_merged')
          .map(({ _id, authorId }) => entryOf(_id, authorId))
        const followed = new Set(['mbr_a', 'mbr_b', 'mbr_merged'])
        const seen: string[] = []
        let before: string | undefined
        do {
          const cursor = before
          const asked = entriesOfPage([...entries, ...entries], cursor, limit)
          const ofInbox = posts.filter(
            ({ _id, isVisible }) => isVisible && asked.some((entry) => entry.postId === _id),
          )
          const ofMerged = posts
            .filter(({ authorId, isVisible }) => isVisible && authorId === 'mbr_merged')
            .filter(({ _id }) => cursor === undefined || _id < cursor)
            .reverse()
            .slice(0, limit + 1)
          const page = mergeFollowing(asked, [...ofInbox, ...ofMerged], followed, limit)
          expect(page.items.length).toBeLessThanOrEqual(limit)
          seen.push(...page.items.map(({ _id }) => _id))
          before = page.lastId
        } while (before !== undefined)
        const wanted = posts.filter(({ authorId, isVisible }) => isVisible && followed.has(authorId))
        expect(seen).toEqual(wanted.map(({ _id }) => _id).reverse())
      }),
    )
  })
})

test('the topic of a day is the one that was talked about most', () => {
  const talk = (topicIds: string[], commentCount = 0, likeCount = 0) => ({
    topicIds,
    commentCount,
    likeCount,
  })
  expect(livelyTopic([])).toBeUndefined()
  expect(livelyTopic([{ likeCount: 9, commentCount: 9 }])).toBeUndefined()
  expect(livelyTopic([talk(['top_a']), talk(['top_a']), talk(['top_b'], 4)])).toBe('top_b')
  expect(livelyTopic([talk(['top_a', 'top_a']), talk(['top_b'], 0, 1)])).toBe('top_b')
  expect(livelyTopic([talk(['top_b']), talk(['top_a'])])).toBe('top_a')
})
