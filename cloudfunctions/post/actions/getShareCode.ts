import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { makeShareCode } from '../../kit/share-code'
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

/** Of two files of one code the one that is kept last is shown from then on. */
async function makeCode(postId: string, key: string): Promise<string> {
  const fileId = await makeShareCode(POST_PAGE, postId, key)
  await keepShareCode(postId, fileId)
  return fileId
}
