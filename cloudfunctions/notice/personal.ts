/**
 * What is kept of a person's notices, messages, credits and cases. The ledger of credits is no money: it goes with
 * them. What they said as a butler stays with the case of the member they said it to.
 */
import { type Collection, collection, type Filter, greaterThan, holding, oneOf, removed } from '../kit/cloud'
import type { ErasedSlice, GatheredSlice, PersonalData, PersonalPart } from '../kit/personal'
import {
  type CreditBalanceDocument,
  type CreditEntryDocument,
  type InboxDocument,
  MESSAGE_BALANCES,
  MESSAGE_CREDITS,
  MESSAGES,
  type MessageDocument,
  NOTICE_INBOXES,
  NOTICE_LIKES,
  NOTICES,
  type NoticeDocument,
  type NoticeLikeDocument,
} from './collections'
import {
  BUTLER_TASKS,
  BUTLERS,
  type ButlerDocument,
  type ButlerTaskDocument,
  CASES,
  type CaseDocument,
} from './service-collections'
import { TEMPLATE_KEYS } from './template-rules'

const notices = collection<NoticeDocument>(NOTICES)
const messages = collection<MessageDocument>(MESSAGES)
const cases = collection<CaseDocument>(CASES)
const credits = collection<CreditEntryDocument>(MESSAGE_CREDITS)

const DOCUMENTS_PER_SLICE = 50

export const personal: PersonalData = {
  domain: 'notice',

  /** Cases with what the person said, then consents and messages. Notices tell of what others did: they are not theirs. */
  async exportOf({ memberId }, cursor): Promise<GatheredSlice> {
    const [section = 'cases', after = ''] = cursor?.split('|') ?? []
    const page = section === 'cases' ? await casesOf(memberId, after) : await creditsOf(memberId, after)
    if (page.last !== undefined) return { parts: [page.part], next: `${section}|${page.last}` }
    return { parts: [page.part], next: section === 'cases' ? 'credits|' : undefined }
  },

  /** Each slice removes the first documents that there are, kind after kind. */
  async eraseSlice({ memberId, callerKey }): Promise<ErasedSlice> {
    const erased =
      (await eraseNamed(memberId)) ||
      (await eraseSender(memberId)) ||
      (await forgetButler(callerKey)) ||
      (await removeSome(notices, { to: memberId })) ||
      (await removeSome(collection<NoticeLikeDocument>(NOTICE_LIKES), { to: memberId })) ||
      (await removeSome(collection<NoticeLikeDocument>(NOTICE_LIKES), { fromId: memberId })) ||
      (await removeSome(messages, { to: memberId })) ||
      (await removeSome(credits, { memberId })) ||
      (await removeSome(cases, { memberId })) ||
      (await removeSome(collection<ButlerTaskDocument>(BUTLER_TASKS), { memberId }))
    if (erased > 0) return { erased, next: 'more' }
    const balances = collection<CreditBalanceDocument>(MESSAGE_BALANCES)
    await Promise.all([
      ...TEMPLATE_KEYS.map((key) => balances.remove(`${memberId}:${key}`)),
      collection<InboxDocument>(NOTICE_INBOXES).remove(memberId),
      collection<ButlerDocument>(BUTLERS).remove(memberId),
    ])
    return { erased: 0 }
  },
}

/** Takes the person out of the notices of others; one that tells of nobody else is removed. */
async function eraseNamed(memberId: string): Promise<number> {
  const found = await notices.find({ where: { fromIds: holding(memberId) }, limit: DOCUMENTS_PER_SLICE })
  await Promise.all(
    found.map(({ _id, fromIds, count }) => {
      const others = fromIds.filter((fromId) => fromId !== memberId)
      return others.length === 0 && count <= 1
        ? notices.remove(_id)
        : notices.update(_id, { fromIds: others })
    }),
  )
  return found.length
}

/** Messages to others forget who did it. */
async function eraseSender(memberId: string): Promise<number> {
  const found = await messages.find({
    where: { fromId: memberId },
    limit: DOCUMENTS_PER_SLICE,
    fields: ['fromId'],
  })
  if (found.length > 0)
    await messages.updateWhere({ _id: oneOf(found.map(({ _id }) => _id)) }, { fromId: removed<string>() })
  return found.length
}

/** The cases that they answered do not lead to who they were on WeChat. */
async function forgetButler(butlerCallerKey: string): Promise<number> {
  const found = await cases.find({
    where: { butlerCallerKey },
    limit: DOCUMENTS_PER_SLICE,
    fields: ['state'],
  })
  if (found.length > 0)
    await cases.updateWhere(
      { _id: oneOf(found.map(({ _id }) => _id)) },
      { butlerCallerKey: removed<string>() },
    )
  return found.length
}

async function removeSome<T extends { readonly _id: string }>(
  documents: Collection<T>,
  where: Filter<T>,
): Promise<number> {
  const found = await documents.find({ where, limit: DOCUMENTS_PER_SLICE })
  if (found.length === 0) return 0
  const byId: Filter<{ _id: string }> = { _id: oneOf(found.map(({ _id }) => _id)) }
  await documents.removeWhere({ ...where, ...byId })
  return found.length
}

interface ExportPage {
  readonly part: PersonalPart
  /** Where to go on; undefined when the section is whole. */
  readonly last: string | undefined
}

async function casesOf(memberId: string, after: string): Promise<ExportPage> {
  const found = await cases.find({
    where: { memberId, _id: greaterThan(after) },
    orderBy: ['_id', 'asc'],
    limit: DOCUMENTS_PER_SLICE,
  })
  const records = found.map(({ _id, kind, state, turns, openedAt, stars, ratingText }) => {
    const said = turns
      .filter(({ authorId }) => authorId === memberId)
      .map(({ text, photoIds, at }) => ({ text, photoIds, at }))
    return { caseId: _id, kind, state, said, stars, ratingText, openedAt }
  })
  return { part: { section: 'cases', records }, last: lastOf(found) }
}

async function creditsOf(memberId: string, after: string): Promise<ExportPage> {
  const found = await credits.find({
    where: { memberId, _id: greaterThan(after) },
    orderBy: ['_id', 'asc'],
    limit: DOCUMENTS_PER_SLICE,
  })
  const records = found.map(({ templateKey, amount, reason, at }) => ({ templateKey, amount, reason, at }))
  return { part: { section: 'messageCredits', records }, last: lastOf(found) }
}

function lastOf(found: readonly { readonly _id: string }[]): string | undefined {
  return found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)?._id
}
