/** The colours that stand on one another, in light and in dark, by WCAG 2.2's own arithmetic (AA). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const TOKENS = readFileSync(join(__dirname, '..', '..', '..', 'src', 'styles', 'tokens.scss'), 'utf8')

type Palette = ReadonlyMap<string, string>

/** The colours of one theme, by name: `--text: #2a231d;` in `@mixin light`. */
function paletteOf(theme: 'light' | 'dark'): Palette {
  const body = TOKENS.match(new RegExp(`@mixin ${theme} \\{([^}]*)\\}`))?.[1] ?? ''
  const colours = [...body.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)]
  return new Map(colours.map(([, name = '', hex = '']) => [name, hex]))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Words on their grounds: 4.5 to 1. */
const WORDS: readonly (readonly [ink: string, ...grounds: string[]])[] = [
  ['text', 'surface', 'card', 'sunken', 'primary-tint', 'shimmer'],
  ['text-soft', 'surface', 'card', 'sunken'],
  ['primary-ink', 'surface', 'card', 'primary-tint', 'accent-tint'],
  ['on-primary', 'primary'],
  ['accent-ink', 'accent-tint', 'surface', 'card'],
  ['sage-ink', 'sage-tint', 'surface', 'card'],
  ['danger', 'surface', 'card', 'danger-tint'],
]
/** The edges and grounds by which a control is known: 3 to 1. */
const CONTROLS: readonly (readonly [edge: string, ...grounds: string[]])[] = [
  ['control', 'surface', 'card'],
  ['primary', 'surface', 'card'],
  ['on-primary', 'control'],
]

function tooFaint(palette: Palette, pairs: typeof WORDS, ratioMin: number): string[] {
  const colour = (name: string) => {
    const hex = palette.get(name)
    if (!hex) throw new Error(`no colour is called ${name}`)
    return hex
  }
  return pairs.flatMap(([ink, ...grounds]) =>
    grounds
      .map((ground) => ({ ground, ratio: contrast(colour(ink), colour(ground)) }))
      .filter(({ ratio }) => ratio < ratioMin)
      .map(({ ground, ratio }) => `${ink} on ${ground}: ${ratio.toFixed(2)}`),
  )
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const palette = paletteOf(theme)

  test('words can be read on every ground they stand on', () => {
    expect(tooFaint(palette, WORDS, 4.5)).toEqual([])
  })

  test('controls can be told from their ground', () => {
    expect(tooFaint(palette, CONTROLS, 3)).toEqual([])
  })
})

test('both themes have the same colours', () => {
  expect([...paletteOf('dark').keys()]).toEqual([...paletteOf('light').keys()])
})

test('the arithmetic is WCAG’s: black on white is 21, grey #767676 just passes', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5)
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
})
