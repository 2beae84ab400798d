import { checkin } from '../../../contract/checkin'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { addDays, periodOf } from '../../kit/period'
import { findManyMedia } from '../../media/store'
import { calendarOf, findCalendars } from '../calendar-store'
import { findDays } from '../check-in-store'
import { DAILY } from '../collections'
import { findActivityCode, makeActivityCode } from '../share-code-store'
import { isReached } from '../streak-rules'

/** A photo is looked for in so many days. */
const PHOTO_WITHIN_DAYS = 30

/** What a milestone's poster shows. A photo is looked up once more: only what has passed leaves the member's phone. */
export const getPoster = prefetching(checkin['checkin.getPoster'], {
  prefetch(_input, { callerKey, now }) {
    const today = periodOf('day', now)
    return Promise.all([
      findCalendars(callerKey, DAILY),
      findDays(callerKey, DAILY, addDays(today, 1 - PHOTO_WITHIN_DAYS), today),
      findActivityCode(),
    ])
  },
  async run({ days }, ctx, [found, checkIns, kept]) {
    const memberId = ctx.actor._id
    if (!isReached(days, calendarOf(found, memberId, DAILY)?.milestone ?? 0)) throw new AppError('NOT_FOUND')
    const own = checkIns.flatMap(({ memberId: whose, photo }) => (whose === memberId && photo ? [photo] : []))
    const [media, codeFileId] = await Promise.all([
      findManyMedia(own.map(({ mediaId }) => mediaId)),
      kept ?? makeActivityCode(ctx.randomKey()),
    ])
    const passed = new Set(media.filter(({ state }) => state === 'passed').map(({ _id }) => _id))
    const photoFileId = own.filter(({ mediaId }) => passed.has(mediaId)).at(-1)?.displayFileId
    const urls = await temporaryUrls([codeFileId, ...(photoFileId === undefined ? [] : [photoFileId])])
    const codeUrl = urls.get(codeFileId)
    if (codeUrl === undefined) throw new Error(`no address for ${codeFileId}`)
    const photoUrl = photoFileId === undefined ? undefined : urls.get(photoFileId)
    return { codeUrl, ...(photoUrl === undefined ? {} : { photoUrl }) }
  },
})
