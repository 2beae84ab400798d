/** The poster of a milestone: the days in a row, a photograph or a square for each day, and a way into the community. */
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { useMemberStore } from '../member/store'
import type { PosterWish } from '../poster/draw'

/** What a milestone's poster shows: of its member the nickname and the number. @throws CallError */
export async function milestonePoster(days: number): Promise<PosterWish> {
  const { codeUrl, photoUrl } = await call('checkin.getPoster', { days })
  const { checkin, poster } = wordsNow()
  const { nickname = '' } = useMemberStore.getState().me ?? {}
  return {
    codeUrl,
    ...(photoUrl === undefined ? { squares: days } : { photoUrl }),
    figure: { number: String(days), unit: checkin.streakUnit },
    text: '',
    by: nickname,
    hint: poster.scanCommunity,
  }
}
