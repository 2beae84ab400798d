/** The line drawings of empty and failed states, in one hand: warm line, one wash of colour. Light on both themes. */

const LINE = '#b0764f'
const WASH = '#d9a45c'

/** Wraps the strokes of a drawing, 160 by 120, as an address that an Image can show. */
function drawing(strokes: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" width="160" height="120" fill="none" stroke="${LINE}" ` +
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

const wash = (shape: string) => `<g fill="${WASH}" fill-opacity=".28" stroke="none">${shape}</g>`
const TABLE = '<path d="M18 100h124"/>'

export const DRAWINGS = {
  /** An empty plate waiting for something. */
  plate: drawing(
    `${wash('<ellipse cx="80" cy="84" rx="46" ry="13"/>')}${TABLE}<ellipse cx="80" cy="84" rx="50" ry="15"/>` +
      '<ellipse cx="80" cy="82" rx="31" ry="8"/><path d="M66 58c-5-6 5-9 0-16M80 56c-5-6 5-9 0-16M94 58c-5-6 5-9 0-16"/>',
  ),
  /** A loaf, a calendar's worth of days. */
  calendar: drawing(
    `${wash('<path d="M38 40h84v52H38z"/>')}${TABLE}<rect x="36" y="28" width="88" height="66" rx="8"/>` +
      '<path d="M36 46h88M56 22v12M104 22v12M50 60h8M76 60h8M102 60h8M50 76h8"/>' +
      '<path d="M78 82c-8-1-8-10-1-11 1-5 10-5 11 0 7 1 7 10-1 11z"/><path d="M80 78v-3M85 78v-3"/>',
  ),
  /** An open book and a whisk. */
  book: drawing(
    `${wash('<path d="M34 50c18-6 34-4 46 4v40c-12-8-28-10-46-4z"/>')}${TABLE}` +
      '<path d="M80 54c-12-8-28-10-46-4v40c18-6 34-4 46 4 12-8 28-10 46-4V50c-18-6-34-4-46 4zM80 54v40"/>' +
      '<path d="M46 62c8-2 15-1 22 2M46 72c8-2 15-1 22 2M92 64c7-3 14-4 22-2"/>' +
      '<path d="M104 42l8-18M112 24c-6-2-10-10-6-16 6-1 14 4 12 12-1 3-3 4-6 4zM112 24l3-13"/>',
  ),
  /** A tidy list, all done. */
  clipboard: drawing(
    `${wash('<path d="M54 32h52v60H54z"/>')}${TABLE}<rect x="50" y="26" width="60" height="70" rx="8"/>` +
      '<path d="M68 26v-4a4 4 0 0 1 4-4h16a4 4 0 0 1 4 4v4zM62 48l5 5 8-10M84 49h14M62 68l5 5 8-10M84 69h14"/>',
  ),
  /** A closed kitchen door with a little sign. */
  door: drawing(
    `${wash('<path d="M58 22h44v76H58z"/>')}${TABLE}<path d="M54 100V26a6 6 0 0 1 6-6h40a6 6 0 0 1 6 6v74"/>` +
      '<path d="M66 32h28v22H66zM98 66v6M80 54v6M68 60h24v14H68z"/>',
  ),
  /** A kite whose string is cut. */
  offline: drawing(
    `${wash('<path d="M96 20l24 22-34 24-8-32z"/>')}<path d="M96 20l24 22-34 24-8-32zM96 20L86 66M78 34l42 8"/>` +
      '<path d="M86 66c-4 8-14 6-16 14M62 88c-4 6-10 8-18 8M24 44c0-6 8-8 11-3 6-3 12 1 10 7H28c-3 0-4-2-4-4z"/>',
  ),
  /** A bowl that tipped over. */
  spill: drawing(
    `${wash('<path d="M24 96c6-8 20-9 34-9 16 0 24 3 28 9z"/>')}${TABLE}` +
      '<path d="M70 58l46-24c10 22 4 46-14 54-12 5-26-8-32-30z"/><ellipse cx="93" cy="46" rx="27" ry="7" transform="rotate(-28 93 46)"/>' +
      '<path d="M72 66c-6 8-20 14-20 24M24 98c8-8 20-9 34-9 12 0 22 2 28 9"/>',
  ),
  /** A cup for a guest. */
  cup: drawing(
    `${wash('<path d="M50 52h52v20c0 14-8 24-20 24H70c-12 0-20-10-20-24z"/>')}${TABLE}` +
      '<path d="M48 50h56v22c0 15-9 26-22 26H70c-13 0-22-11-22-26zM104 58h6c8 0 12 5 12 11s-5 12-13 12h-6"/>' +
      '<path d="M64 38c-4-5 4-8 0-14M78 38c-4-5 4-8 0-14M92 38c-4-5 4-8 0-14"/>',
  ),
} as const

export type Drawing = keyof typeof DRAWINGS
