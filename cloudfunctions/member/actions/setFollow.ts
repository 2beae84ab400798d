import { FOLLOWS_MAX } from '../../../contract/limits'
import { member } from '../../../contract/member'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { keepFollow, removeFollow } from '../follow-store'
import { findMember } from '../store'

/** Follows a member or stops to. Whoever has left can still be followed no longer. */
export const setFollow = prefetching(member['member.setFollow'], {
  prefetch: ({ memberId }) => findMember(memberId),
  async run({ memberId, followed }, ctx, found) {
    const { actor } = ctx
    if (memberId === actor._id) throw new AppError('INVALID_INPUT', { field: 'memberId', rule: 'other' })
    if (!followed) await removeFollow(actor._id, memberId)
    else {
      if (found?.standing !== 'active') throw new AppError('NOT_FOUND')
      if ((actor.followingCount ?? 0) >= FOLLOWS_MAX) throw new AppError('LIMIT_REACHED')
      await keepFollow(actor._id, memberId, ctx.newId('fol'), ctx.now)
    }
    return { followed }
  },
})
