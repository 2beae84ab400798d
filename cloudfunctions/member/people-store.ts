/** Looking for members: whom one may want to follow or to mention. */
import { collection, greaterThan } from '../kit/cloud'
import { MEMBERS, type MemberDocument } from './collections'
import type { Found } from './suggestion-rules'

const members = collection<MemberDocument>(MEMBERS)

/** So many of the most active are looked at for each interest, of the city, and in all. */
const LOOKED_AT = 10

/**
 * Members who are worth following, found for each of the caller's interests, their city, and for being active; the
 * latest to publish first. So many queries as there are interests and two more, all at once, each bounded.
 */
export async function findWorthFollowing(
  interests: readonly string[],
  city: string | undefined,
): Promise<Found<MemberDocument>[]> {
  const lookFor = (where: Parameters<typeof members.find>[0]['where']) =>
    members.find({ where, orderBy: ['lastPostAt', 'desc'], limit: LOOKED_AT })
  const published = { lastPostAt: greaterThan(0) }
  const queries = [
    ...interests.map(async (boardId) => ({
      because: 'interest' as const,
      boardId,
      members: await lookFor({ ...published, 'survey.interests': boardId }),
    })),
    ...(city === undefined ? [] : [byCity(lookFor({ ...published, 'survey.city': city }))]),
    (async () => ({
      because: 'active' as const,
      members: await lookFor({ ...published, standing: 'active' }),
    }))(),
  ]
  return Promise.all(queries)
}

async function byCity(found: Promise<MemberDocument[]>): Promise<Found<MemberDocument>> {
  return { because: 'city', members: await found }
}
