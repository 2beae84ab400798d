import type { Contract } from '../../../contract/index'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { nameTokens } from '../../kit/ngrams'
import { recordFact } from '../../kit/outbox'
import { claimInTransaction, type Wish } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { findMedia } from '../../media/store'
import { type Avatar, MEMBERS, type MemberDocument } from '../collections'
import { shownAnew } from '../facts'
import { avatarFrom, demandShownText } from '../rules'
import { findMember, ownAvatarUrls, refreshCopies, settleAvatar } from '../store'
import { myProfile } from '../views'

/** What changes: what is absent stays as it is. */
interface Change {
  readonly nickname?: string
  readonly avatar?: Avatar
}

/** Changes the caller's nickname or picture; the copies that their posts and comments carry follow. */
export const updateProfile: Run<Contract['member.updateProfile']> = async (input, ctx) => {
  const { nickname, avatarMediaId } = input
  if (nickname !== undefined) demandVisible('nickname', nickname)
  const [verdict, photo] = await Promise.all([
    nickname === undefined ? undefined : checkText(ctx, 'profile', nickname),
    avatarMediaId === undefined ? undefined : findMedia(avatarMediaId),
  ])
  if (verdict !== undefined) demandShownText(verdict)
  const change: Change = {
    ...(nickname === undefined ? {} : { nickname }),
    ...(avatarMediaId === undefined ? {} : { avatar: avatarFrom(photo, ctx.callerKey) }),
  }
  const wish: Wish = {
    callerKey: ctx.callerKey,
    requestId: input.requestId,
    action: 'member.updateProfile',
    input,
    workId: ctx.actor._id,
    now: ctx.now,
  }
  await inTransaction(async (tx) => {
    await changeOnce(tx, wish, change)
    // Also after a repetition: the first attempt may have ended between its commit and this.
    tx.afterCommit(() => refreshCopies(ctx.actor._id))
  })
  if (change.avatar?.state === 'checking') await settleAvatar(change.avatar.mediaId)
  const changed = (await findMember(ctx.actor._id)) ?? ctx.actor
  return { member: myProfile(changed, await ownAvatarUrls(changed)) }
}

/** Claim and change stand or fall together: a late repetition never undoes a newer change. */
async function changeOnce(tx: Transaction, wish: Wish, change: Change): Promise<void> {
  const claim = await claimInTransaction(tx, wish)
  if (!claim.first || Object.keys(change).length === 0) return
  await tx.collection<MemberDocument>(MEMBERS).update(wish.workId, {
    ...(change.nickname === undefined
      ? {}
      : { nickname: change.nickname, nicknameTokens: nameTokens(change.nickname) }),
    ...(change.avatar === undefined ? {} : { avatar: replacedBy(change.avatar) }),
  })
  await recordFact(tx, shownAnew(wish.workId, `${wish.workId}:${wish.requestId}`))
}
