import { bakes } from './avatar-bakes'
import { avatarDocument } from './avatar-kit'

/** The avatars of the demo community, each an SVG document of 192 by 192, drawn for a circle. */
export const avatars: readonly string[] = bakes.map(avatarDocument)
