/** The canvassing poster of a work, and the certificate of a winner. Neither promises anything for being shared. */
import { wordsNow } from '../../i18n/words'
import { CallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import type { PosterWish } from '../poster/draw'

/** What the poster of a work shows. @throws CallError */
export async function workPoster(workId: string): Promise<PosterWish> {
  const [{ url: codeUrl }, { work, contest }] = await Promise.all([
    call('contest.getShareCode', { workId }),
    call('contest.getWork', { workId }),
  ])
  return {
    codeUrl,
    photoUrl: work.display.url,
    text: work.title,
    by: `${work.author.nickname} · ${contest.title}`,
    hint: wordsNow().contest.posterHint,
  }
}

/** What the certificate of a winning work shows. @throws CallError NOT_FOUND for a work that has won nothing */
export async function certificate(contestId: string, workId: string): Promise<PosterWish> {
  const [{ title, winners, seal = '' }, { url: codeUrl }, { work }] = await Promise.all([
    call('contest.listWinners', { contestId }),
    call('contest.getShareCode', { workId }),
    call('contest.getWork', { workId }),
  ])
  const won = winners.find((winner) => winner.work.workId === workId)
  if (!won) throw new CallError('NOT_FOUND')
  const { contest: words } = wordsNow()
  return {
    codeUrl,
    photoUrl: work.display.url,
    figure: { number: String(won.rank), unit: won.prize.name },
    text: words.certificateText(work.title, title),
    by: work.author.nickname,
    hint: words.certificateHint(seal),
  }
}
