/** Reads a built mini program from its folder: what `app.json` declares and which files there are. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative, resolve, sep } from 'node:path'
import * as z from 'zod'

const AppJson = z.looseObject({
  pages: z.array(z.string()).min(1),
  subPackages: z.array(z.looseObject({ root: z.string(), pages: z.array(z.string()) })).default([]),
  tabBar: z
    .looseObject({
      custom: z.boolean().default(false),
      list: z.array(z.looseObject({ pagePath: z.string() })),
    })
    .optional(),
  usingComponents: z.record(z.string(), z.string()).default({}),
})

const ComponentJson = z.looseObject({ usingComponents: z.record(z.string(), z.string()).default({}) })

/** The folder that `tabBar.custom` names by convention. */
export const TAB_BAR_COMPONENT = 'custom-tab-bar/index'
/** WeChat counts neither licences nor the developer tools' own settings into a package. */
const NOT_SHIPPED = /\.(LICENSE\.txt|map)$|^project(\.private)?\.config\.json$/

export interface MiniProgramPackage {
  readonly dir: string
  /** Paths with forward slashes, relative to `dir`. */
  readonly files: readonly string[]
  readonly pages: readonly string[]
  readonly subpackageRoots: readonly string[]
  /** Pages that the tab bar leads to. */
  readonly tabs: readonly string[]
  readonly hasCustomTabBar: boolean
  has(path: string): boolean
  read(path: string): string
  /** The components a page or component may use: its own and the app's, tag to path without extension. */
  componentsOf(path: string): ReadonlyMap<string, string>
}

function filesBelow(dir: string, base = dir): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    return entry.isDirectory() ? filesBelow(path, base) : [relative(base, path).split(sep).join('/')]
  })
}

const withoutSlash = (path: string) => path.replace(/^\/|\/$/g, '')

/**
 * Reads a built mini program.
 * @throws Error one sentence when the folder holds none, or its app.json is not one.
 */
export function readPackage(folder: string): MiniProgramPackage {
  const dir = resolve(folder)
  if (!existsSync(join(dir, 'app.json')))
    throw new Error(`There is no mini program in ${folder}; build it first: npm run build:weapp`)
  const files = filesBelow(dir)
  const known = new Set(files)
  const read = (path: string) => readFileSync(join(dir, path), 'utf8')
  const app = AppJson.parse(JSON.parse(read('app.json')))
  const roots = app.subPackages.map((subpackage) => withoutSlash(subpackage.root))
  const subpages = app.subPackages.flatMap(({ root, pages }) =>
    pages.map((page) => `${withoutSlash(root)}/${page}`),
  )
  const componentsOf = (path: string) => {
    const own = known.has(`${path}.json`) ? ComponentJson.parse(JSON.parse(read(`${path}.json`))) : undefined
    const declared = { ...app.usingComponents, ...own?.usingComponents }
    return new Map(
      Object.entries(declared)
        .filter(([, target]) => !target.startsWith('plugin'))
        .map(([tag, target]) => [
          tag,
          target.startsWith('/') ? withoutSlash(target) : posix.join(posix.dirname(path), target),
        ]),
    )
  }
  return {
    dir,
    files,
    pages: [...app.pages, ...subpages],
    subpackageRoots: roots,
    tabs: app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
    hasCustomTabBar: app.tabBar?.custom ?? false,
    has: (path) => known.has(path),
    read,
    componentsOf,
  }
}

/** Bytes that WeChat would count, of the main package and of each subpackage by its root. */
export function packageSizes(pkg: MiniProgramPackage): {
  readonly main: number
  readonly subpackages: ReadonlyMap<string, number>
  readonly total: number
} {
  const subpackages = new Map(pkg.subpackageRoots.map((root) => [root, 0]))
  let main = 0
  for (const file of pkg.files.filter((path) => !NOT_SHIPPED.test(path))) {
    const bytes = statSync(join(pkg.dir, file)).size
    const root = pkg.subpackageRoots.find((candidate) => file.startsWith(`${candidate}/`))
    if (root === undefined) main += bytes
    else subpackages.set(root, (subpackages.get(root) ?? 0) + bytes)
  }
  const total = [...subpackages.values()].reduce((sum, bytes) => sum + bytes, main)
  return { main, subpackages, total }
}
