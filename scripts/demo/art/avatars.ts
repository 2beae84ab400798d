import { bakes } from './avatar-bakes'
import { type AvatarRow, avatarDocument, grounds } from './avatar-kit'

const TURNS = 4
const COLOURS: readonly string[] = Object.values(grounds)

/** The same motif on another ground each turn; the first turn is on the ground it was drawn for. */
function turned([name, ground, draw]: AvatarRow, turn: number, place: number): AvatarRow {
  const other = COLOURS[(COLOURS.indexOf(ground) + turn * 5 + place) % COLOURS.length] ?? ground
  return [`${name}-${turn}`, turn === 0 ? ground : other, draw]
}

/** The avatars of the demo community, each an SVG document of 192 by 192, drawn for a circle. */
export const avatars: readonly string[] = Array.from({ length: TURNS }, (_, turn) =>
  bakes.map((row, place) => avatarDocument(turned(row, turn, place))),
).flat()
