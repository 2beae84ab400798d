/** The console's page, built from `app/` when it is first asked for and kept as long as this process lives. */
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { contentTypeOf } from '../storage/content-type'

const ENTRY = join(__dirname, 'app', 'main.tsx')
/** Better ones take longer than they save on the way to this machine. */
const BROTLI_QUALITY = 5

/** One built file. Its name has a hash of its content in it. */
export interface Asset {
  readonly contentType: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}
export interface Bundle {
  readonly assets: ReadonlyMap<string, Asset>
  readonly script: string
  readonly style: string
}

let built: Promise<Bundle> | undefined

/** @throws Error when the page does not compile; asked again, it is built again. */
export function appBundle(): Promise<Bundle> {
  built ??= build().catch((error) => {
    built = undefined
    throw error
  })
  return built
}

async function build(): Promise<Bundle> {
  // Loaded only now: most runs of the emulator never show the console.
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: { console: ENTRY },
    bundle: true,
    write: false,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    outdir: '/console/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const assets = new Map<string, Asset>()
  for (const { path, contents } of outputFiles) assets.set(basename(path), await assetOf(path, contents))
  const named = (end: string) =>
    [...assets.keys()].find((name) => name.startsWith('console-') && name.endsWith(end))
  const [script, style] = [named('.js'), named('.css')]
  if (!script || !style) throw new Error('The console was built without its script or its style.')
  return { assets, script, style }
}

async function assetOf(path: string, contents: Uint8Array): Promise<Asset> {
  const plain = Buffer.from(contents)
  return {
    contentType: contentTypeOf(path),
    plain,
    gzip: await promisify(gzip)(plain),
    brotli: await promisify(brotliCompress)(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
    }),
  }
}
