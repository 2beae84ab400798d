/** The waterfall: columns of about the same height, to which a page only ever appends. */
import * as fc from 'fast-check'
import type { PostCard } from '../../../contract/post-feeds'
import {
  appendCards,
  COVER_RATIO_MAX,
  COVER_RATIO_MIN,
  coverRatio,
  isEmpty,
  NO_COLUMNS,
  prependCard,
  withoutCard,
} from '../../../src/features/post/feed'

let made = 0
function card(over: Partial<PostCard> = {}): PostCard {
  made += 1
  return {
    postId: `pst_${String(made).padStart(8, '0')}`,
    kind: 'post',
    excerpt: '今天的贝果有点塌',
    photoCount: 0,
    author: { memberId: 'mbr_00000001', nickname: '林小满' },
    likeCount: 0,
    commentCount: 0,
    liked: false,
    state: 'visible',
    createdAt: 0,
    ...over,
  }
}
const photo = (width: number, height: number) => card({ cover: { url: 'u', width, height }, photoCount: 1 })
const ids = (cards: readonly PostCard[]) => cards.map(({ postId }) => postId)

const anyCard = fc
  .record({
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 4000 }),
    hasCover: fc.boolean(),
  })
  .map(({ width, height, hasCover }) => (hasCover ? photo(width, height) : card()))

describe('coverRatio', () => {
  test('between 3:4 and 4:3 a picture keeps its own shape', () => {
    expect(coverRatio({ width: 100, height: 120 })).toBe(1.2)
  })
  test('beyond it is cropped to the bound', () => {
    expect(coverRatio({ width: 100, height: 400 })).toBe(COVER_RATIO_MAX)
    expect(coverRatio({ width: 400, height: 100 })).toBe(COVER_RATIO_MIN)
  })
})

describe('appendCards', () => {
  test('the first card stands left, the second right', () => {
    const [first, second] = [card(), card()]
    const { left, right } = appendCards(NO_COLUMNS, [first, second])
    expect([left, right]).toEqual([[first.postId], [second.postId]])
  })

  test('after a tall picture the next cards go to the other side', () => {
    const [tall, wide, next] = [photo(3, 4), photo(4, 3), photo(4, 3)]
    expect(appendCards(NO_COLUMNS, [tall, wide, next]).right).toEqual(ids([wide, next]))
  })

  test('a card that is there already is passed over', () => {
    const known = card()
    const columns = appendCards(NO_COLUMNS, [known])
    expect(appendCards(columns, [known, known])).toEqual(columns)
  })

  test('what stands already never moves, nothing is lost, nothing comes twice', () => {
    fc.assert(
      fc.property(fc.array(anyCard), fc.array(anyCard), (page, more) => {
        const before = appendCards(NO_COLUMNS, page)
        const after = appendCards(before, more)
        expect(after.left.slice(0, before.left.length)).toEqual(before.left)
        expect(after.right.slice(0, before.right.length)).toEqual(before.right)
        expect([...after.left, ...after.right].sort()).toEqual(ids([...page, ...more]).sort())
      }),
    )
  })

  test('the columns differ by less than the tallest card', () => {
    fc.assert(
      fc.property(fc.array(anyCard), (page) => {
        const { leftHeight, rightHeight } = appendCards(NO_COLUMNS, page)
        expect(Math.abs(leftHeight - rightHeight)).toBeLessThan(2)
      }),
    )
  })
})

test('in a feed of one column all cards stand in it, in order', () => {
  const cards = [photo(3, 4), card(), photo(4, 3)]
  const { left, right } = appendCards(NO_COLUMNS, cards, 'list')
  expect([left, right]).toEqual([ids(cards), []])
})

test('a new card stands first, at the top left', () => {
  const old = card()
  const fresh = card()
  expect(prependCard(appendCards(NO_COLUMNS, [old]), fresh).left).toEqual(ids([fresh, old]))
})

test('a deleted card leaves its column', () => {
  const [one, two] = [card(), card()]
  const columns = appendCards(NO_COLUMNS, [one, two])
  expect(isEmpty(columns)).toBe(false)
  expect(isEmpty(withoutCard(withoutCard(columns, one.postId), two.postId))).toBe(true)
})
