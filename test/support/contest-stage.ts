/** Things of contests for one batch of hostile inputs: what is used up by one try is there again for the next batch. */
import { appealPlaceOf } from '../../cloudfunctions/contest/appeal-rules'
import type { AppealDocument } from '../../cloudfunctions/contest/result-collections'
import { contestPlan } from './contest-documents'
import { Contests } from './contests'
import type { Caller, InProcessWorld } from './in-process'
import { jpegPhoto } from './photos'
import { newId } from './situations'

/** Days of the stage's vote that are over. */
const DAYS_OVER = 2
/** Other jurors than the owner of the stage, who scores too. */
const OTHER_JURORS = 2

export class ContestStage {
  private readonly made = new Map<string, Promise<string>>()
  private opened: Promise<Contests> | undefined
  private enteredId = ''

  /** @param owner runs contests, votes and scores @param entrant enters works, and appeals */
  constructor(
    private readonly world: InProcessWorld,
    private readonly owner: Caller,
    private readonly entrant: Caller,
  ) {}

  /** A contest whose vote is taken now, with a work and with days that are over; its owner is of the jury. */
  voting = () =>
    this.once('voting', async (contests) => {
      const others = await Promise.all(
        Array.from({ length: OTHER_JURORS }, () => this.world.newcomer('Juror')),
      )
      const jurorIds = [this.owner, ...others].map(({ memberId }) => memberId)
      const contestId = await contests.contest('vote', { scoring: 'votesAndJury', jurorIds })
      const workId = await contests.work(contestId, this.entrant)
      this.enteredId = workId
      const days = (await contests.days(contestId)).slice(0, DAYS_OVER)
      const { memberId } = this.owner
      await contests.ballots(
        contestId,
        days.map((day) => ({ voterId: memberId, day, workIds: [workId] })),
      )
      await contests.runAll(DAYS_OVER)
      return contestId
    })

  /** The work that takes part in it. */
  work = async () => {
    await this.voting()
    return this.enteredId
  }

  /** Another work of the entrant's in it, which can be withdrawn. */
  spareWork = () =>
    this.once('spareWork', async (contests) => contests.work(await this.voting(), this.entrant))

  /** Another one, which can be disqualified. */
  screenedWork = () =>
    this.once('screenedWork', async (contests) => contests.work(await this.voting(), this.entrant))

  /** A contest that takes works now, and a photo that is the entrant's own. */
  taking = () => this.once('taking', (contests) => contests.contest('submit'))
  photo = () =>
    this.once('photo', async (contests) => {
      await contests.setJoined(this.entrant, 0)
      const bytes = await jpegPhoto(Math.floor(Math.random() * 360))
      const asked = { requestId: newId(), purpose: 'post', bytes: bytes.length } as const
      const { mediaId, path } = await this.world.call(this.entrant, 'media.requestUpload', asked)
      const fileId = await this.world.emulator.storage.write(path, bytes)
      await this.world.call(this.entrant, 'media.complete', { mediaId, fileId })
      return mediaId
    })

  /** A contest in its public notice, counted. */
  counted = () =>
    this.once('counted', async (contests) => {
      const contestId = await contests.contest('notice')
      const workId = await contests.work(contestId, this.entrant)
      const [day = ''] = await contests.days(contestId)
      await contests.ballots(contestId, [{ voterId: this.owner.memberId, day, workIds: [workId] }])
      await contests.runAll(DAYS_OVER)
      return contestId
    })

  draft = () => this.once('draft', (contests) => contests.draft())
  cancelled = () =>
    this.once('cancelled', async (contests) => {
      const contestId = await contests.draft()
      await this.world.call(this.owner, 'contest.cancel', { contestId, reason: '奖品写错了' })
      return contestId
    })

  /** An appeal that is open. */
  appeal = () =>
    this.once('appeal', async () => {
      const [_id, at] = [`apl_${newId()}`, Date.now()]
      const appeal: AppealDocument = {
        _id,
        schemaVersion: 1,
        place: appealPlaceOf(_id, at),
        contestId: await this.counted(),
        kind: 'result',
        workId: '',
        memberId: this.entrant.memberId,
        words: '第二名和第三名的票数看起来不对',
        state: 'open',
        at,
      }
      await this.world.emulator.database.importDocuments('contest_appeals', [{ ...appeal }])
      return appeal._id
    })

  /** The owner's receipt of the vote's first day. */
  receipt = async () => {
    const contestId = await this.voting()
    const [day = ''] = await (await this.contests()).days(contestId)
    return { contestId, day }
  }

  /** A voter whom the contest's log knows. */
  voter = async () => {
    const contestId = await this.voting()
    return { contestId, voter: await (await this.contests()).voterOf(contestId, this.owner.memberId) }
  }

  /** A plan that can be announced. */
  plan = () => contestPlan('announced')

  private contests(): Promise<Contests> {
    this.opened ??= Contests.open(this.world, this.owner)
    return this.opened
  }

  private once(name: string, make: (contests: Contests) => Promise<string>): Promise<string> {
    const known = this.made.get(name) ?? this.contests().then(make)
    this.made.set(name, known)
    return known
  }
}
