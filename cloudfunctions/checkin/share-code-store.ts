/** The mini program code on the posters of milestones: it leads to the activity tab. */
import { collection } from '../kit/cloud'
import { makeShareCode } from '../kit/share-code'
import { SHARE_CODES, type ShareCodeDocument } from './collections'

const codes = collection<ShareCodeDocument>(SHARE_CODES)
const ACTIVITY = 'activity'
/** The page that a scanned code opens, and what says there where its visitor comes from. */
const ACTIVITY_PAGE = 'pages/activity/index'
const SCENE = 'milestone'

/** The file of the code that is kept, if it was made already. */
export async function findActivityCode(): Promise<string | undefined> {
  return (await codes.get(ACTIVITY))?.fileId
}

/** Makes the code and keeps it; of two that were made at once the first stays. */
export async function makeActivityCode(key: string): Promise<string> {
  const fileId = await makeShareCode(ACTIVITY_PAGE, SCENE, key)
  const kept = await codes.addOrGet({ _id: ACTIVITY, schemaVersion: 1, fileId })
  return kept?.fileId ?? fileId
}
