/** What a search shows of what it found, and the address that a code or a card opens. */
import * as fc from 'fast-check'
import { postIdOf } from '../../../src/features/post/arrival'
import { piecesOf } from '../../../src/features/search/highlight'

describe('piecesOf', () => {
  test('cuts where the searched words stand', () => {
    expect(
      piecesOf('可颂开酥的可颂', [
        [0, 2],
        [5, 2],
      ]),
    ).toEqual([
      { text: '可颂', isFound: true },
      { text: '开酥的', isFound: false },
      { text: '可颂', isFound: true },
    ])
  })

  test('whatever the highlights are, the words stay as they are', () => {
    const highlight = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 }))
    fc.assert(
      fc.property(fc.string(), fc.array(highlight), (excerpt, highlights) => {
        const pieces = piecesOf(excerpt, highlights)
        expect(pieces.map(({ text }) => text).join('')).toBe(excerpt)
      }),
    )
  })
})

describe('postIdOf', () => {
  test('a card names its post', () => {
    expect(postIdOf({ postId: 'pst_00000001' })).toBe('pst_00000001')
  })
  test('a code carries it in its scene, percent-encoded', () => {
    expect(postIdOf({ scene: encodeURIComponent('p=pst_00000001') })).toBe('pst_00000001')
  })
  test.each([undefined, '', '%', 'something else'])('of the scene %j there is none', (scene) => {
    expect(postIdOf({ scene })).toBe('')
  })
})
