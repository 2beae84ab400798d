/** Everything as one file, out and in. */
import { pipeline } from 'node:stream/promises'
import { CloudError } from '../../types'
import { type ConsoleParts, get, post, problemOf, type Route } from '../route'

/** `tonghao-2026-11-22-0426.tar.gz`, by the machine's own clock: two exports of one virtual moment differ. */
function fileName(now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T')
  return `cloud-${day}-${time.slice(0, 5).replace(':', '')}.tar.gz`
}

export function archiveRoutes({ archive }: ConsoleParts): Route[] {
  return [
    get('export', async ({ response }) => {
      response.writeHead(200, {
        'content-type': 'application/gzip',
        'content-disposition': `attachment; filename="${fileName(new Date())}"`,
        'cache-control': 'no-store',
      })
      // A browser that goes away, or a file that cannot be read, ends the download; there is nobody left to tell.
      await pipeline(archive.export(), response).catch(() => response.destroy())
      return undefined
    }),
    post('import', async ({ request }) => {
      try {
        await archive.import(request)
        return {}
      } catch (error) {
        request.resume()
        if (error instanceof CloudError) return { problem: problemOf(error) }
        throw error
      }
    }),
  ]
}
