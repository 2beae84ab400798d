import type { Contract } from '../../../contract/index'
import { readConfig } from '../../kit/configs'
import { demandNotBanned } from '../../kit/gate'
import type { Run } from '../../kit/handler'
import { nameTokens } from '../../kit/ngrams'
import { claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { findMedia } from '../../media/store'
import { earnedBy } from '../../points/earned-rules'
import { readEarningSettings } from '../../points/earning-store'
import type { MemberDocument } from '../collections'
import { avatarFrom, demandMayReturn, demandShownText } from '../rules'
import { memberConfig } from '../settings'
import { payStep } from '../step-store'
import { joinOnce, ownAvatarUrls, settleAvatar } from '../store'
import { findTombstone } from '../tombstones'
import { myProfile } from '../views'

/** Nothing can have been booked for somebody who is made just now. */
const NEW_MEMBER = { isFirst: true, isNewMember: true } as const

/** Makes the caller a member, once; whoever is one already is answered as they are. */
export const join: Run<Contract['member.join']> = async (input, ctx) => {
  demandVisible('nickname', input.nickname)
  const claiming = claimRequest({
    callerKey: ctx.callerKey,
    requestId: input.requestId,
    action: 'member.join',
    input,
    workId: ctx.newId('mbr'),
    now: ctx.now,
  })
  const [viewer, claim, verdict, photo, tombstone, config, settings] = await Promise.all([
    ctx.viewer(),
    claiming,
    checkText(ctx, 'profile', input.nickname),
    input.avatarMediaId === undefined ? undefined : findMedia(input.avatarMediaId),
    findTombstone(ctx.openid),
    readConfig(memberConfig),
    readEarningSettings(),
  ])
  demandNotBanned(viewer)
  if (viewer) return { member: myProfile(viewer, await ownAvatarUrls(viewer)) }
  demandMayReturn(tombstone, config.values.rejoinAfterDays, ctx.now)
  demandShownText(verdict)
  const newcomer: MemberDocument = {
    _id: claim.workId,
    schemaVersion: 2,
    openid: ctx.openid,
    nickname: input.nickname,
    nicknameTokens: nameTokens(input.nickname),
    ...(input.avatarMediaId === undefined ? {} : { avatar: avatarFrom(photo, ctx.callerKey) }),
    roles: [],
    standing: 'active',
    postCount: 0,
    followingCount: 0,
    followerCount: 0,
    joinedAt: ctx.now,
    ...(input.rulesVersion === undefined ? {} : { rulesVersion: input.rulesVersion }),
    ...(input.arrival === undefined ? {} : { arrival: input.arrival }),
    ...(tombstone === undefined ? {} : { returned: true }),
  }
  const { joined, earned } = await inTransaction(async (tx) => {
    const kept = await joinOnce(tx, newcomer)
    const isFirstStep = kept === newcomer && newcomer.rulesVersion !== undefined
    return {
      joined: kept,
      earned: isFirstStep ? await payStep(tx, kept, 'rules', settings, ctx.now, NEW_MEMBER) : undefined,
    }
  })
  demandNotBanned(joined)
  if (joined.avatar?.state === 'checking') await settleAvatar(joined.avatar.mediaId)
  return {
    member: myProfile(joined, await ownAvatarUrls(joined)),
    ...(earned ? { earned: earnedBy(earned) } : {}),
  }
}
