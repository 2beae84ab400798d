/**
 * `npm run build:cloud` (`-- --watch`): bundles every cloud function into `dist/cloud/{name}/index.js` with its
 * settings beside it, and writes what all domains declare of collections and indexes to `dist/cloud/collections.json`,
 * the templates of messages to `dist/cloud/templates.json`.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { context } from 'esbuild'
import type { CollectionSpecs } from '../cloudfunctions/kit/collection-specs'
import { DEFAULT_TEMPLATE_IDS, TEMPLATE_KEYS, TEMPLATES } from '../cloudfunctions/notice/template-rules'
import { forgetBuilt } from './build'
import { reportUserError } from './user-error'

const root = join(__dirname, '..')
const sources = join(root, 'cloudfunctions')
const SETTINGS = ['config.json', 'package.json'] as const
/** Installed beside the bundle in the cloud: large, or native. */
const EXTERNAL = ['wx-server-sdk', 'sharp']

export interface BuildOptions {
  /** Where to build to; default `dist/cloud`. */
  readonly outDir?: string
  /** Builds again whenever a source changes, until `stop` is called. */
  readonly watch?: boolean
}

/** The functions there are: the folders that have a config.json. */
export function functionNames(): string[] {
  return foldersWith('config.json')
}

/** What every domain declares of its collections. */
export async function readCollections(): Promise<CollectionSpecs> {
  const declared = await Promise.all(
    foldersWith('collections.ts').map(async (name) => {
      const module: { collections?: CollectionSpecs } = await import(join(sources, name, 'collections.ts'))
      if (!module.collections) throw new Error(`cloudfunctions/${name}/collections.ts exports no collections`)
      return Object.entries(module.collections)
    }),
  )
  const all = declared.flat()
  const twice = all.map(([name]) => name).find((name, at, names) => names.indexOf(name) !== at)
  if (twice) throw new Error(`two domains declare the collection ${twice}`)
  return Object.fromEntries(all)
}

/** Builds all functions. With `watch` it resolves after the first build and goes on until `stop`. */
export async function buildCloud(options: BuildOptions = {}): Promise<{ stop(): Promise<void> }> {
  const outDir = options.outDir ?? join(root, 'dist', 'cloud')
  const names = functionNames()
  removeStrangers(outDir, names)
  const builder = await context({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(sources, name, 'main.ts')])),
    outdir: outDir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16.13',
    external: EXTERNAL,
    // Names stay: they are what a stack in the log is read by.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  })
  try {
    await builder.rebuild()
  } catch (error) {
    // Else esbuild's own process would keep this one, and whoever waits for it.
    await builder.dispose()
    throw error
  }
  for (const name of names) {
    for (const file of SETTINGS) cpSync(join(sources, name, file), join(outDir, name, file))
  }
  writeInPlace(join(outDir, 'collections.json'), await readCollections())
  writeInPlace(join(outDir, 'templates.json'), messageTemplates())
  if (options.watch) await builder.watch()
  else await builder.dispose()
  return { stop: () => builder.dispose() }
}

/** Renamed into place: a running emulator that watches reads either the old file or the new. */
function writeInPlace(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

/** The templates of subscribe messages, as the mini program's console would list them. */
function messageTemplates(): Record<string, unknown> {
  return Object.fromEntries(TEMPLATE_KEYS.map((key) => [DEFAULT_TEMPLATE_IDS[key], TEMPLATES[key]]))
}

function foldersWith(file: string): string[] {
  return readdirSync(sources)
    .filter((name) => existsSync(join(sources, name, file)))
    .sort()
}

/** What an earlier build left of a function that is no more must not be deployed. */
function removeStrangers(outDir: string, names: readonly string[]): void {
  mkdirSync(outDir, { recursive: true })
  for (const entry of readdirSync(outDir, { withFileTypes: true })) {
    if (!entry.isDirectory() || names.includes(entry.name)) continue
    rmSync(join(outDir, entry.name), { recursive: true, force: true })
  }
}

if (require.main === module) {
  forgetBuilt('cloud')
  buildCloud({ watch: process.argv.includes('--watch') }).catch(reportUserError)
}
