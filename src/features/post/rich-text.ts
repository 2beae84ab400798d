/**
 * A text with the people and topics in it. PURE. A text carries a member as `@{memberId}`, so that it says today's
 * nickname and nobody's name outlives them; a topic is written out, `#开酥`, and known by the post's own topics.
 */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly memberId: string }
  | { readonly kind: 'topic'; readonly text: string; readonly topicId: string }

export interface Mention {
  readonly memberId: string
  readonly nickname: string
}
export interface TopicName {
  readonly topicId: string
  readonly name: string
}

const MENTION = '@\\{(mbr_[0-9a-z]{8,40})\\}'

/**
 * Cuts a text into what is read and what leads somewhere.
 * @param departed stands for the name of a member who has left: one who is not among the mentions, or has no name there.
 */
export function partsOf(
  text: string,
  { mentions, topics = [] }: { mentions: readonly Mention[]; topics?: readonly TopicName[] },
  departed: string,
): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const found of text.matchAll(patternFor(topics))) {
    if (found.index > at) parts.push({ kind: 'words', text: text.slice(at, found.index) })
    parts.push(linkOf(found, mentions, topics, departed))
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ kind: 'words', text: text.slice(at) })
  return parts
}

/** The text as one line of words, for titles and labels. */
export function plainText(text: string, mentions: readonly Mention[], departed: string): string {
  return partsOf(text, { mentions }, departed)
    .map((part) => part.text)
    .join('')
}

/** Longer names first: `#可颂三明治` is not `#可颂` followed by words. */
function patternFor(topics: readonly TopicName[]): RegExp {
  const names = topics.map(({ name }) => escaped(name)).sort((a, b) => b.length - a.length)
  return new RegExp(names.length === 0 ? MENTION : `${MENTION}|#(${names.join('|')})`, 'g')
}

function linkOf(
  found: RegExpMatchArray,
  mentions: readonly Mention[],
  topics: readonly TopicName[],
  departed: string,
): TextPart {
  const [whole, memberId, topicName] = found
  const topic = topics.find(({ name }) => name === topicName)
  if (topic) return { kind: 'topic', text: whole, topicId: topic.topicId }
  const mention = mentions.find((one) => one.memberId === memberId)
  if (!mention?.nickname) return { kind: 'words', text: `@${departed}` }
  return { kind: 'mention', text: `@${mention.nickname}`, memberId: mention.memberId }
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
