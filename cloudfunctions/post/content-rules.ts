/** What a post's words and pictures are made into when they are kept. Pure. */
import type { Place } from '../../contract/post-shapes'
import { documentTokens } from '../kit/ngrams'
import { demandVisible } from '../kit/visible-text'
import type { PostContent, PostPhoto, PostVideo } from './collections'
import { mentionIdsIn } from './mention-rules'
import { excerptOf } from './rules'
import { topicsFrom } from './topic-name-rules'

/** What an author says, as it came in. */
export interface Words {
  readonly text: string
  readonly topicNames?: readonly string[] | undefined
  readonly location?: Place | undefined
}

/** The part of a revision that its words decide. */
export type WordsKept = Pick<
  PostContent,
  'text' | 'excerpt' | 'topics' | 'topicIds' | 'location' | 'mentionIds' | 'tokens'
>

/**
 * What is kept of an author's words.
 * @throws AppError INVALID_INPUT for a text or a topic of which nothing can be seen, or too many members named
 */
export function wordsKept({ text, topicNames = [], location }: Words): WordsKept {
  demandVisible('text', text)
  if (location) demandVisible('location.name', location.name)
  const topics = topicsFrom(topicNames)
  return {
    text,
    excerpt: excerptOf(text),
    topics,
    topicIds: topics.map((topic) => topic.topicId),
    mentionIds: mentionIdsIn(text),
    tokens: documentTokens([text, ...topics.map((topic) => topic.name)].join('\n')),
    ...(location === undefined ? {} : { location }),
  }
}

/** The pictures of a revision, with the ids by which their checks find it. */
export function picturesKept(
  photos: readonly PostPhoto[],
  video: PostVideo | undefined,
): Pick<PostContent, 'photos' | 'photoIds'> {
  const photoIds = photos.map((photo) => photo.mediaId)
  return { photos, photoIds: video ? [...photoIds, video.mediaId] : photoIds }
}
