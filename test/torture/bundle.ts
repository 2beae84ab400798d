import { join } from 'node:path'
import { buildSync } from 'esbuild'

export const ROOT = join(__dirname, '..', '..')

/** Puts a file of this folder and what it imports into one file, which starts quickly however often it is started. */
export function bundle(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [join(__dirname, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    // What has native parts, and the SDK as it was published, stay outside.
    external: ['lmdb', 'msgpackr', 'esbuild', 'sharp', 'wx-server-sdk'],
    logLevel: 'error',
  })
}

/** With this in its environment a bundle finds the packages that were left outside. */
export const BUNDLE_ENVIRONMENT = { NODE_PATH: join(ROOT, 'node_modules') }
