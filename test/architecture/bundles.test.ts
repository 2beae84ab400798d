/** The built functions: the SDK stays outside, and they stay small. What loading them takes is `npm run bench -- bundles`. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../../contract/index'
import { ensureBuilt } from '../../scripts/build'
import { functionNames, readCollections } from '../../scripts/build-cloud'

const dist = join(__dirname, '..', '..', 'dist', 'cloud')
const BUNDLE_BYTES_MAX = 300 * 1024
/** The jobs of every domain are in one function, for which nobody waits. */
const JOBS_BYTES_MAX = 2 * BUNDLE_BYTES_MAX
const SDK_MARK = 'mini program cloud server sdk'

beforeAll(() => ensureBuilt('cloud'))

test('every domain of the contract is a function, and every function a domain', () => {
  const domains = new Set(Object.keys(contract).map((name) => name.split('.')[0]))
  expect(functionNames()).toEqual([...domains].sort())
})

test.each(functionNames())('%s carries neither the SDK nor the image library', (name) => {
  const file = join(dist, name, 'index.js')
  const code = readFileSync(file, 'utf8')
  expect(statSync(file).size).toBeLessThan(name === 'jobs' ? JOBS_BYTES_MAX : BUNDLE_BYTES_MAX)
  expect(code).not.toContain(SDK_MARK)
  expect(code).not.toContain('@cloudbase/node-sdk')
  expect(code).toContain('sourceMappingURL=index.js.map')
  expect(readdirSync(join(dist, name)).sort()).toEqual([
    'config.json',
    'index.js',
    'index.js.map',
    'package.json',
  ])
})

test('what is declared of collections is what is built', async () => {
  expect(JSON.parse(readFileSync(join(dist, 'collections.json'), 'utf8'))).toEqual(await readCollections())
})
