/** Where everything stands on a poster: nothing beyond the paper, nothing over another, the code with room around it. */
import * as fc from 'fast-check'
import { MILESTONES } from '../../../contract/limits'
import {
  layOutPoster,
  type Measure,
  POSTER_WIDTH,
  type PosterContent,
  type PosterItem,
  wrapText,
} from '../../../src/features/poster/layout'

/** A Chinese character is as wide as it is high, a Latin one half of that. */
const widthOf = (text: string, size: number) =>
  [...text].reduce((width, character) => width + (character.charCodeAt(0) < 0x2e80 ? size / 2 : size), 0)
const measure: Measure = (text, { size }) => widthOf(text, size)
const tens = (text: string) => widthOf(text, 10)

const content = (changes: Partial<PosterContent> = {}): PosterContent => ({
  text: '第一次做可颂，开酥时黄油有点硬，不过层次还是出来了。',
  community: '同好',
  by: '来自 林小满',
  hint: '微信扫一扫，看这篇帖子',
  photo: { width: 600, height: 800 },
  ...changes,
})
const pictureOf = (items: readonly PosterItem[], of: string) =>
  items.find((item) => item.kind === 'picture' && item.of === of)
const texts = (items: readonly PosterItem[]) => items.flatMap((item) => (item.kind === 'text' ? [item] : []))

describe('lines', () => {
  test('break where they are full, a closing sign hangs over', () => {
    expect(wrapText('一二三四五，六七', 50, 9, tens)).toEqual(['一二三四五，', '六七'])
  })
  test('keep Latin words and numbers whole', () => {
    expect(wrapText('用 sourdough 做', 70, 9, tens)).toEqual(['用 sourdough', '做'])
  })
  test('break a word that is wider than a line', () => {
    expect(wrapText('aaaaaaaa', 20, 9, tens)).toEqual(['aaaa', 'aaaa'])
  })
  test('keep the breaks of the author, without empty lines', () => {
    expect(wrapText('一\n\n二', 50, 9, tens)).toEqual(['一', '二'])
  })
  test('end with an ellipsis when there are too many', () => {
    expect(wrapText('一二三四五六七八九十', 50, 1, tens)).toEqual(['一二三四…'])
  })
  test('no line is wider than allowed but for one hanging sign, and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('面', '包', 'a', '7', ' ', '，', '\n', '🍞') }),
        (text) => {
          const lines = wrapText(text, 60, 1_000, tens)
          for (const line of lines) expect(tens(line.replace(/，+$/, ''))).toBeLessThanOrEqual(60)
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })
})

describe('the poster', () => {
  test('has the photo edge to edge, within bounds of its shape', () => {
    const tall = layOutPoster(content({ photo: { width: 100, height: 900 } }), measure)
    expect(pictureOf(tall.items, 'photo')).toMatchObject({
      x: 0,
      width: POSTER_WIDTH,
      height: Math.round(POSTER_WIDTH * 1.25),
    })
  })
  test('without a photo the words stand larger', () => {
    const size = (photo?: PosterContent['photo']) =>
      Math.max(
        ...texts(layOutPoster(content({ photo }), measure).items)
          .slice(0, 1)
          .map(({ font }) => font.size),
      )
    expect(size()).toBeGreaterThan(size({ width: 1, height: 1 }))
  })
  test('has a square for each day of a milestone, all of them on their ground and none over another', () => {
    for (const days of MILESTONES) {
      const figure = { number: String(days), unit: '天连续打卡' }
      const { items } = layOutPoster(content({ photo: undefined, squares: days, figure, text: '' }), measure)
      const [, ground, ...boxes] = items.flatMap((item) => (item.kind === 'box' ? [item] : []))
      const squares = boxes.slice(0, days)
      if (!ground) throw new Error('there is no ground')
      expect(new Set(squares.map(({ x, y }) => `${x}:${y}`)).size).toBe(days)
      for (const { x, y, width, height } of squares) {
        expect(width).toBe(height)
        expect(x + width).toBeLessThanOrEqual(POSTER_WIDTH)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y + height).toBeLessThanOrEqual(ground.height)
      }
      const [number, unit] = texts(items)
      expect(number?.text).toBe(String(days))
      expect(unit?.x).toBeGreaterThan((number?.x ?? 0) + widthOf(String(days), number?.font.size ?? 0))
    }
  })
  test('keeps everything on the paper and the lines apart', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: fc.constantFrom('面', 'ab', '，', '\n') }),
        fc.boolean(),
        (text, hasPhoto) => {
          const { items, height } = layOutPoster(
            content({ text, ...(hasPhoto ? {} : { photo: undefined }) }),
            measure,
          )
          for (const { x, y, font, text: line } of texts(items)) {
            expect(x + widthOf(line, font.size)).toBeLessThanOrEqual(POSTER_WIDTH)
            expect(y + font.size / 2).toBeLessThanOrEqual(height)
          }
          const tops = texts(items).map(({ y }) => y)
          expect(new Set(tops).size).toBe(tops.length)
        },
      ),
    )
  })
  test('gives the code white room of four dots at least', () => {
    const { items } = layOutPoster(content(), measure)
    const code = pictureOf(items, 'code')
    const paper = items.filter((item) => item.kind === 'box').at(-1)
    if (code?.kind !== 'picture' || paper?.kind !== 'box') throw new Error('there is no code on the poster')
    // A code of the smallest version has 21 dots a side.
    expect(code.x - paper.x).toBeGreaterThanOrEqual((code.width / 41) * 4)
    expect(paper.colour).toBe('#ffffff')
  })
})
