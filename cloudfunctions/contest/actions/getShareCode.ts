import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { makeShareCode } from '../../kit/share-code'
import { findWork, keepShareCode } from '../work-store'

/** The page that a scanned code opens. */
const WORK_PAGE = 'packages/contest/work'

/** The code that leads to a work. The work's id is its scene, so that a code is made once for everybody. */
export const getShareCode = prefetching(contest['contest.getShareCode'], {
  prefetch: ({ workId }) => findWork(workId),
  async run({ workId }, ctx, found) {
    if (found?.state !== 'entered') throw new AppError('NOT_FOUND')
    const fileId = found.shareCodeFileId ?? (await makeCode(workId, ctx.randomKey()))
    const url = (await temporaryUrls([fileId])).get(fileId)
    if (url === undefined) throw new Error(`no address for ${fileId}`)
    return { url }
  },
})

/** Of two files of one code the one that is kept last is shown from then on. */
async function makeCode(workId: string, key: string): Promise<string> {
  const fileId = await makeShareCode(WORK_PAGE, workId, key)
  await keepShareCode(workId, fileId)
  return fileId
}
