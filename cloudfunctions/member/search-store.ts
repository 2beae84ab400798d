/** Finding members by what they are called: a few tokens of one index each, each with a limit. */
import { MEMBERS_FOUND_MAX } from '../../contract/limits'
import { collection, holding } from '../kit/cloud'
import { askedTokens, prefixToken, queryTokens } from '../kit/ngrams'
import { MEMBERS, type MemberDocument } from './collections'
import { rankNames } from './name-rules'

const members = collection<MemberDocument>(MEMBERS)

/** Tokens that are asked for besides the beginning of the name: a nickname is short. */
const TOKENS_ASKED = 3

/** Active members whose nickname has this text in it, the best first: one round trip. */
export async function findByNickname(text: string, limit = MEMBERS_FOUND_MAX): Promise<MemberDocument[]> {
  const tokens = queryTokens(text)
  const asked = [prefixToken(text), ...askedTokens(tokens).slice(0, TOKENS_ASKED)]
  const found = await Promise.all(
    asked
      .filter((token) => token !== undefined)
      .map((token) =>
        members.find({
          where: { nicknameTokens: holding(token), standing: 'active' },
          orderBy: ['lastPostAt', 'desc'],
          limit,
        }),
      ),
  )
  return rankNames(text, tokens, found.flat()).slice(0, limit)
}
