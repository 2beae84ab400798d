/** What members cost: joining, their profile, whom they follow, and what operators do for them. */
import type { PostDocument } from '../../cloudfunctions/post/collections'
import { memberIdOf } from './community'
import { uploadPhoto } from './measure-posts'
import { field, type Meter, newRequestId } from './meter'

/** Everything of members and of their data but leaving. */
export async function measureMembers(
  meter: Meter,
  { authorId: memberId, boardId }: PostDocument,
  newcomerOpenid: string,
): Promise<void> {
  await meter.measure('member.getMe', {})
  await meter.measure('member.getMember', { memberId })
  await meter.measure('member.listFollows', { memberId: memberIdOf(0), kind: 'following' })
  await meter.measure('member.suggestMembers', {})
  await meter.measure('member.recommendMentions', { text: '面包' })
  const newcomerId = await measureNewcomer(meter, { memberId, boardId, openid: newcomerOpenid })
  await measureHonours(meter, newcomerId)
  await measureGroup(meter)
}

/** Leaving for good: whatever else is measured of this member comes before. */
export async function measureLeaving(meter: Meter, openid: string): Promise<void> {
  // What an instance remembers for half a minute may have been forgotten since.
  await meter.call('privacy.getExport', {}, openid)
  await meter.measure('privacy.leave', { requestId: newRequestId(), confirm: true }, openid)
}

/** A WeChat group, whose code is a photo. */
async function measureGroup(meter: Meter): Promise<void> {
  const codePhotoId = await uploadPhoto(meter)
  const group = { name: '上海面包房', needs: [], channel: 'shanghai', codePhotoId, open: true }
  await meter.measure('member.saveGroup', { ...group, requestId: newRequestId() })
  await meter.measure('member.offerGroup', {})
}

interface Newcomer {
  readonly openid: string
  /** Whom they follow, and what they are interested in. */
  readonly memberId: string
  readonly boardId: string
}

/** Everything that a newcomer does first; answers their id. */
async function measureNewcomer(meter: Meter, { memberId, boardId, openid }: Newcomer): Promise<string> {
  const joined = await meter.measure('member.join', { requestId: newRequestId(), nickname: '新来的' }, openid)
  const wish = { requestId: newRequestId(), nickname: '守则读过了', rulesVersion: 1 }
  await meter.measureVariant('accepting the rules', 'member.join', wish, 'oCostReader000000000000000000')
  await meter.measure('member.updateProfile', { requestId: newRequestId(), nickname: '新名字' }, openid)
  await meter.measure('member.acceptRules', { rulesVersion: 1 }, openid)
  const answers = { reasons: ['learn' as const], needs: [], skillTier: 'beginner' as const }
  await meter.measure(
    'member.saveSurvey',
    { ...answers, interests: [boardId], requestId: newRequestId() },
    openid,
  )
  await meter.measure('member.skipStep', { step: 'firstPost' }, openid)
  await meter.measure('member.updateSettings', { hideFromLeaderboards: true }, openid)
  // What an instance remembers for half a minute may have been forgotten since.
  await meter.call('home.getCommunity', {}, openid)
  await meter.measureVariant('following nobody', 'home.getCommunity', {}, openid)
  await meter.measure('member.setFollow', { memberId, followed: true }, openid)
  await meter.measure('privacy.requestExport', { requestId: newRequestId() }, openid)
  await meter.measure('privacy.getExport', {}, openid)
  return field(Reflect.get(Object(joined), 'member'), 'memberId')
}

async function measureHonours(meter: Meter, memberId: string): Promise<void> {
  await meter.measure('member.proveTier', { memberId, skillTier: 'expert' })
  await meter.measure('member.getPersona', { memberId })
  const honour = { memberId, kind: 'title' as const, text: '欧包达人', reason: '一年里帮了很多人' }
  const granted = await meter.measure('member.grantMark', { ...honour, requestId: newRequestId() })
  const titles: unknown = Reflect.get(Object(granted), 'titles')
  const [title] = Array.isArray(titles) ? titles : []
  const titleId: unknown = Reflect.get(Object(title), 'titleId')
  if (typeof titleId !== 'string') throw new Error('no title was granted')
  await meter.measure('member.withdrawMark', { memberId, titleId, words: '误授' })
}
