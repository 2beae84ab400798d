/** A text with the people and the topics in it, cut where it leads somewhere. */
import * as fc from 'fast-check'
import { partsOf, plainText } from '../../../src/features/post/rich-text'

const GONE = '已注销的成员'
const mentions = [{ memberId: 'mbr_00000001', nickname: '林小满' }]
const topics = [
  { topicId: 'top_00000001', name: '可颂' },
  { topicId: 'top_00000002', name: '可颂三明治' },
  { topicId: 'top_00000003', name: 'C++ (慢)' },
]

test('a mention says today’s nickname and leads to the member', () => {
  expect(partsOf('谢谢@{mbr_00000001}的方子', { mentions }, GONE)).toEqual([
    { kind: 'words', text: '谢谢' },
    { kind: 'mention', text: '@林小满', memberId: 'mbr_00000001' },
    { kind: 'words', text: '的方子' },
  ])
})

test('who has left is not named, and leads nowhere', () => {
  const gone = { kind: 'words', text: `@${GONE}` }
  expect(partsOf('@{mbr_00000009}你好', { mentions }, GONE)[0]).toEqual(gone)
  const nameless = [{ memberId: 'mbr_00000009', nickname: '' }]
  expect(partsOf('@{mbr_00000009}你好', { mentions: nameless }, GONE)[0]).toEqual(gone)
})

test('of two topics the longer name is meant', () => {
  expect(partsOf('#可颂三明治 #可颂', { mentions, topics }, GONE)).toEqual([
    { kind: 'topic', text: '#可颂三明治', topicId: 'top_00000002' },
    { kind: 'words', text: ' ' },
    { kind: 'topic', text: '#可颂', topicId: 'top_00000001' },
  ])
})

test('a name is no pattern', () => {
  expect(partsOf('#C++ (慢)', { mentions, topics }, GONE)).toEqual([
    { kind: 'topic', text: '#C++ (慢)', topicId: 'top_00000003' },
  ])
})

test('one line of words for a title', () => {
  expect(plainText('谢谢@{mbr_00000001}', mentions, GONE)).toBe('谢谢@林小满')
})

test('without links a text stays as it is, whatever it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('@{mbr_'))
      const parts = partsOf(text, { mentions }, GONE)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      expect(parts.length).toBeLessThanOrEqual(1)
    }),
  )
})
