/**
 * A text with people in it while it is written: the phone shows `@nickname`, the cloud is sent `@{memberId}`, so that
 * no nickname is ever stored in a text of somebody else. PURE. Reading is `rich-text.ts`.
 */

/** Somebody who was picked to be mentioned. */
export interface Mentioned {
  readonly memberId: string
  readonly nickname: string
}

const TOKEN = /@\{(mbr_[0-9a-z]+)\}/g

/** The text for the cloud: every `@nickname` of a picked member becomes their token. */
export function withTokens(text: string, people: readonly Mentioned[]): string {
  // The longest name first, so that @林小 does not eat the beginning of @林小满.
  const byLength = [...people].sort((a, b) => b.nickname.length - a.nickname.length)
  return byLength.reduce(
    (changed, { memberId, nickname }) => changed.split(`@${nickname}`).join(`@{${memberId}}`),
    text,
  )
}

/** The text for the field: every token becomes the member's nickname of today; one without a name stays. */
export function withNames(text: string, people: readonly Mentioned[]): string {
  const names = new Map(people.map(({ memberId, nickname }) => [memberId, nickname]))
  return text.replace(TOKEN, (token, memberId: string) => {
    const nickname = names.get(memberId)
    return nickname === undefined ? token : `@${nickname}`
  })
}

/** Puts `@nickname ` where the cursor stands; an `@` just typed there is the beginning of it. */
export function insertMention(text: string, cursor: number, nickname: string): string {
  const before = text.slice(0, cursor)
  const start = before.endsWith('@') ? before.slice(0, -1) : before
  return `${start}@${nickname} ${text.slice(cursor)}`
}

/** Whom a text mentions once somebody more is picked: who was written out again by hand, or deleted, is let go. */
export function mentionedWith(text: string, people: readonly Mentioned[], picked: Mentioned): Mentioned[] {
  const others = people.filter(
    ({ memberId, nickname }) => memberId !== picked.memberId && text.includes(`@${nickname}`),
  )
  return [...others, picked]
}
