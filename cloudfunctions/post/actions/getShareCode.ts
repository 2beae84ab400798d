import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { temporaryUrls, uploadFile } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { requestCode } from '../../kit/open-apis'
import { findPost, keepShareCode } from '../store'

/** The page that a scanned code opens. */
const POST_PAGE = 'pages/post/index'

/** The code that leads to a post. The post's id is its scene, so that a code is made once for everybody. */
export const getShareCode = prefetching(post['post.getShareCode'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId }, ctx, found) {
    if (found?.state !== 'visible') throw new AppError('NOT_FOUND')
    const fileId = found.shareCodeFileId ?? (await makeCode(postId, ctx.randomKey()))
    const url = (await temporaryUrls([fileId])).get(fileId)
    if (url === undefined) throw new Error(`no address for ${fileId}`)
    return { url }
  },
})

/** Two at once make two files of one code; the one that is kept last is shown from then on. */
async function makeCode(postId: string, key: string): Promise<string> {
  const fileId = await uploadFile(`p/${key}/code.png`, await requestCode(POST_PAGE, postId))
  await keepShareCode(postId, fileId)
  return fileId
}
