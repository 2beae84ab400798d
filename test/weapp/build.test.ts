/** The built mini program as a package: WeChat's compilers take it, and it is small. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishFigures } from '../support/figures'
import { checkWithWechatCompilers } from '../support/weapp/compilers'
import { type MiniProgramPackage, packageSizes, readPackage } from '../support/weapp/package'

const DIST = join(__dirname, '..', '..', 'dist', 'weapp')
const KIB = 1024
const MAIN_KIB_MAX = 1000
/** Far below WeChat's 30 MB: whoever opens every page has loaded all of it. */
const TOTAL_KIB_MAX = 1400

let pkg: MiniProgramPackage

beforeAll(() => {
  pkg = readPackage(DIST)
})

test('WeChat’s own compilers accept every template and style sheet', () => {
  expect(() => checkWithWechatCompilers(DIST)).not.toThrow()
})

test(`the main package is at most ${MAIN_KIB_MAX} KiB, all packages ${TOTAL_KIB_MAX} KiB`, () => {
  const { main, total } = packageSizes(pkg)
  publishFigures('weapp-package', [
    { name: 'main package', value: main / KIB, max: MAIN_KIB_MAX, unit: 'KiB' },
    { name: 'all packages', value: total / KIB, max: TOTAL_KIB_MAX, unit: 'KiB' },
  ])
  expect(main / KIB).toBeLessThanOrEqual(MAIN_KIB_MAX)
  expect(total / KIB).toBeLessThanOrEqual(TOTAL_KIB_MAX)
})

test('there are at most five tabs, all of them in the main package', () => {
  expect(pkg.hasCustomTabBar).toBe(true)
  expect(pkg.tabs.length).toBeLessThanOrEqual(5)
  for (const tab of pkg.tabs)
    expect(pkg.subpackageRoots.filter((root) => tab.startsWith(`${root}/`))).toEqual([])
})

test('the schemas of the contract stay in the cloud', () => {
  const scripts = pkg.files.filter((file) => file.endsWith('.js'))
  const withSchemas = scripts.filter((file) =>
    /ZodError|\$ZodType/.test(readFileSync(join(DIST, file), 'utf8')),
  )
  expect(withSchemas).toEqual([])
})
