/** The built h5 app, served as files. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join, normalize, sep } from 'node:path'
import { HttpError, send } from '../http'
import { contentTypeOf } from '../storage/content-type'

/** A name with a hash in it never changes its content. */
const HASHED_NAME = /[.-][0-9a-f]{8,}\.\w+$/
const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g

/** What the page may load and run: its own files, and the scripts that stand in its own index.html. */
function contentSecurityPolicy(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export class H5App {
  constructor(private readonly dir: string) {}

  /**
   * Sends one file of the app; `/` is its index.html.
   * @throws HttpError 404.
   */
  async serve(response: ServerResponse, pathname: string): Promise<void> {
    const name = pathname === '/' ? 'index.html' : this.nameOf(pathname)
    const bytes = await this.read(name)
    if (name === 'index.html') {
      return send(response, 200, contentTypeOf(name), bytes, {
        'cache-control': 'no-cache',
        'content-security-policy': contentSecurityPolicy(bytes.toString('utf8')),
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
    }
    send(response, 200, contentTypeOf(name), bytes, {
      'cache-control': HASHED_NAME.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  }

  private nameOf(pathname: string): string {
    const missing = new HttpError(404, 'NOT_FOUND', 'There is no such page.')
    let name: string
    try {
      name = normalize(decodeURIComponent(pathname.slice(1)))
    } catch {
      throw missing
    }
    const leadsOut = name.startsWith('..') || name.startsWith(sep) || name.includes('\0')
    if (leadsOut) throw missing
    return name
  }

  private async read(name: string): Promise<Buffer> {
    const file = join(this.dir, name)
    const stats = await stat(file).catch(() => undefined)
    if (stats?.isFile()) return readFile(file)
    if (name === 'index.html')
      throw new HttpError(404, 'NOT_BUILT', 'The h5 app has not been built: npm run build:h5.')
    throw new HttpError(404, 'NOT_FOUND', 'There is no such page.')
  }
}
