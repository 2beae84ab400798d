/** Stories become posts: when, by whom, with which pictures. Pure. */
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import type {
  MediaCheckDocument,
  MediaDocument,
  ProcessedPhoto,
} from '../../cloudfunctions/media/collections'
import { authorSnippet } from '../../cloudfunctions/member/views'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import { wordsKept } from '../../cloudfunctions/post/content-rules'
import { type KindWish, kindPartsOf } from '../../cloudfunctions/post/kind-rules'
import { decideState, photosFrom } from '../../cloudfunctions/post/rules'
import { DAY_MS } from '../../contract/limits'
import { SUBJECTS, type Subject } from './art/pictures'
import type { Person } from './people'
import { checkedPhoto } from './photos'
import { createDeck, type Random } from './random'
import { postingInstants } from './schedule'
import { BOARD_IDS, type Story } from './story'
import { SUBJECT_TOPICS } from './texts/topics'
import { chooseOne } from './weighted'

const SHOWN_DAYS = 30
const ID_BYTES = 8
/** Nobody writes twice, and nothing is baked twice, within so many posts in a row. */
const AUTHOR_GAP = 8
const SUBJECT_GAP = 5
/** A photo is uploaded a little before its post is sent. */
const UPLOAD_LEAD_MS = 40_000

/** A picture of the demo, processed and stored. */
export interface StoredPicture {
  readonly subject: Subject
  readonly photo: ProcessedPhoto
}

/** A post with the story that it came from and who wrote it. */
export interface ToldPost {
  readonly post: PostDocument
  readonly story: Story
  readonly author: Person
}

export interface Posts {
  /** Newest first. */
  readonly told: readonly ToldPost[]
  readonly media: readonly MediaDocument[]
  readonly checks: readonly MediaCheckDocument[]
}

/**
 * One post for each story: the `newest` in their order, then the `others` mixed over the days before.
 * Counters are 0: they are counted from the facts when these are there.
 */
export function makePosts(
  newest: readonly Story[],
  others: readonly Story[],
  now: number,
  persons: readonly Person[],
  pictures: readonly StoredPicture[],
  random: Random,
): Posts {
  const stories = [...newest, ...spread(random.shuffled(others))]
  const instants = postingInstants(stories.length, SHOWN_DAYS, now, random)
  const dealPhotos = createPhotoDealer(pictures, random)
  const chooseAuthor = createAuthorChooser(persons, stories, random)
  const media: MediaDocument[] = []
  const checks: MediaCheckDocument[] = []
  const told = stories.map((story, place): ToldPost => {
    const at = instants[place] ?? now
    const author = chooseAuthor(story, at)
    const ownerKey = callerKey(author.member.openid)
    const checked = dealPhotos(story).map((photo) =>
      checkedPhoto(
        { photo, ownerKey, purpose: 'post', at: at - UPLOAD_LEAD_MS, state: story.photoCheck ?? 'passed' },
        random,
      ),
    )
    const uploads = checked.map((each) => each.media)
    media.push(...uploads)
    checks.push(...checked.map((each) => each.check))
    return { post: makePost(story, at, author, uploads, random), story, author }
  })
  return { told, media, checks }
}

function makePost(
  story: Story,
  at: number,
  { member }: Person,
  uploads: readonly MediaDocument[],
  random: Random,
): PostDocument {
  const photoIds = uploads.map((upload) => upload._id)
  const state = decideState(
    'pass',
    uploads.map((upload) => upload.state),
  )
  return {
    _id: timeOrderedId('pst', at, random.bytes(ID_BYTES)),
    schemaVersion: 2,
    ...kindPartsOf({ ...partsOf(story, at), photoIds }),
    boardId: BOARD_IDS[story.board],
    authorId: member._id,
    author: authorSnippet(member),
    ...wordsKept({
      text: story.text,
      topicNames: topicNamesOf(story),
      ...(story.place === undefined ? {} : { location: { name: story.place } }),
    }),
    photos: photosFrom(photoIds, uploads, callerKey(member.openid)),
    photoIds,
    textVerdict: 'pass',
    state,
    removed: false,
    revision: 1,
    featured: false,
    likeCount: 0,
    commentCount: 0,
    ...(state === 'visible' ? { visibleAt: at } : {}),
    createdAt: at,
  }
}

/** What a story brings along by its kind. */
function partsOf({ board, kind, poll, sides, chain }: Story, at: number): Omit<KindWish, 'photoIds'> {
  return {
    kind: kind ?? (board === 'questions' ? 'question' : 'post'),
    ...(poll
      ? {
          poll: {
            options: poll.options,
            multiple: poll.multiple === true,
            ...(poll.days === undefined ? {} : { closesAt: at + poll.days * DAY_MS }),
          },
        }
      : {}),
    ...(sides ? { debate: { sides } } : {}),
    ...(chain ? { chain: { prompt: chain.prompt } } : {}),
  }
}

/** Three of four who show something say under which topic. */
function topicNamesOf({ subject, topics = [], text }: Story): readonly string[] {
  const shown = subject && text.length % 4 !== 0 ? [SUBJECT_TOPICS[subject]] : []
  return [...topics, ...shown]
}

/** Whoever tells stories under their own name tells no others, so that each of them keeps their voice. */
function createAuthorChooser(persons: readonly Person[], stories: readonly Story[], random: Random) {
  const names = new Set(stories.map((story) => story.by))
  const anybody = persons.filter((person) => !names.has(person.member.nickname))
  const recent: Person[] = []
  return ({ by }: Story, at: number): Person => {
    const named = persons.find((person) => person.member.nickname === by)
    if (named) return named
    const free = anybody.filter((person) => person.member.joinedAt < at && !recent.includes(person))
    const author = chooseOne(free, (person) => person.busyness, random)
    recent.push(author)
    if (recent.length > AUTHOR_GAP) recent.shift()
    return author
  }
}

/** The same stories in nearly this order, such that near ones are about different things. */
function spread(stories: readonly Story[]): Story[] {
  const rest = [...stories]
  const placed: Story[] = []
  while (rest.length > 0) {
    const near = placed.slice(-SUBJECT_GAP).map((story) => story.subject ?? story.board)
    const next = rest.findIndex((story) => !near.includes(story.subject ?? story.board))
    placed.push(...rest.splice(Math.max(next, 0), 1))
  }
  return placed
}

/** Deals a story's photos from the pictures of its subject, so that one picture comes again as late as it can. */
function createPhotoDealer(pictures: readonly StoredPicture[], random: Random) {
  const albums = new Map(
    SUBJECTS.map((subject) => {
      const found = pictures.filter((picture) => picture.subject === subject)
      return [subject, { size: found.length, deal: createDeck(found, random) }]
    }),
  )
  return ({ subject, photos = 1 }: Story): ProcessedPhoto[] => {
    const album = subject && albums.get(subject)
    return album ? Array.from({ length: Math.min(photos, album.size) }, () => album.deal().photo) : []
  }
}
