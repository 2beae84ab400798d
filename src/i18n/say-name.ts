/** The names of members as they are said. */
import type { Words } from './zh-CN'

/** A nickname; of somebody who has left, who has none any more, that they have. */
export function sayName(nickname: string, { member }: Words): string {
  return nickname === '' ? member.departed : nickname
}
