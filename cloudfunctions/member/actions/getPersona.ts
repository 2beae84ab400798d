import { member } from '../../../contract/member'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findDeeds } from '../deeds-store'
import { NO_DEEDS, personasOf } from '../persona-rules'
import { findMember } from '../store'

/** What a member's behaviour says of them; only operators may ask, and of whoever is banned too. */
export const getPersona = prefetching(member['member.getPersona'], {
  prefetch: ({ memberId }) => Promise.all([findMember(memberId), findDeeds(memberId)]),
  async run(_input, _ctx, [found, counted]) {
    if (!found || found.standing === 'deleted') throw new AppError('NOT_FOUND')
    if (!counted) return { personas: [], deeds: NO_DEEDS }
    return { personas: personasOf(counted.deeds), deeds: counted.deeds, countedAt: counted.countedAt }
  },
})
