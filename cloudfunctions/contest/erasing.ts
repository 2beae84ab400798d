/** How what somebody has done in contests is erased. Repeating any of it is harmless. */
import { AppError } from '../kit/app-error'
import { now } from '../kit/clock'
import { collection, removed, replacedBy } from '../kit/cloud'
import { deleteFiles } from '../kit/files'
import { inTransaction } from '../kit/transaction'
import { WORKS, type WorkDocument } from './collections'
import { findContest } from './contest-store'
import { isAnnounced } from './phase-rules'
import { type AppealDocument, CONTEST_APPEALS } from './result-collections'
import { withdrawIn } from './work-moving'
import { workIn } from './work-store'

const works = collection<WorkDocument>(WORKS)
const appeals = collection<AppealDocument>(CONTEST_APPEALS)

/**
 * A work leaves with its picture and its words; the photo's files go with the uploads of its author. Of one whose result
 * is final the place stays, with nobody's name in it.
 */
export async function eraseWork(work: WorkDocument): Promise<void> {
  await withdraw(work)
  const { width, height } = work.photo
  await works.update(work._id, {
    title: '',
    words: '',
    author: replacedBy({ nickname: '' }),
    callerKey: '',
    photo: replacedBy({ mediaId: '', thumbFileId: '', displayFileId: '', width, height }),
    perceptualHash: '',
    hashBands: replacedBy([]),
    lineage: replacedBy({ from: 'album' }),
    shareCodeFileId: removed<string>(),
  })
  if (work.shareCodeFileId !== undefined) await deleteFiles([work.shareCodeFileId])
}

/** Takes a work out of a contest whose result is not final, and whatever that changes of the result with it. */
async function withdraw({ _id, contestId }: WorkDocument): Promise<void> {
  const contest = await findContest(contestId)
  if (!isAnnounced(contest)) return
  try {
    await inTransaction(async (tx) => {
      const work = await workIn(tx, _id)
      if (work.state !== 'withdrawn') await withdrawIn(tx, { work, contest, now: now() })
    })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'CONTEST_CLOSED')) throw error
  }
}

/** What was asked and decided stays, because a version of the result rests on it; in whose words does not. */
export async function eraseAppeal({ _id, state }: AppealDocument): Promise<void> {
  if (state === 'open') await appeals.remove(_id)
  else await appeals.update(_id, { words: '' })
}
