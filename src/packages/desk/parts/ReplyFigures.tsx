/** How fast people were answered and how satisfied they were: honest figures, or the word that there are none. Id: `reply-times`. */
import { SERVICE_DAYS_SHOWN } from '../../../../contract/limits'
import type { ReplyTimes } from '../../../features/notice/digest'
import { sayDuration } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { Figures, sayShare } from './Figures'

export function ReplyFigures({ times }: { readonly times: ReplyTimes }) {
  const words = useWords()
  const { desk } = words
  const { medianMs, p90Ms, cases } = times
  const answered = cases.inTime + cases.late
  const figures = [
    medianMs === undefined ? undefined : { name: desk.median, value: sayDuration(medianMs, words) },
    p90Ms === undefined ? undefined : { name: desk.p90, value: sayDuration(p90Ms, words) },
    answered === 0 ? undefined : { name: desk.inTime, value: sayShare(cases.inTime / answered) },
    cases.satisfaction === undefined
      ? undefined
      : { name: desk.satisfaction, value: sayShare(cases.satisfaction) },
    cases.badRating === undefined ? undefined : { name: desk.badRating, value: sayShare(cases.badRating) },
  ].filter((figure) => figure !== undefined)
  const title = desk.replyTimes(SERVICE_DAYS_SHOWN)
  return <Figures id="reply-times" title={title} none={desk.noReplies} figures={figures} />
}
