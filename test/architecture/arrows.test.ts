/** The arrows between the rooms (docs/architecture.md), enforced over every import there is. */
import { findImports, type Import, sourceFiles } from '../support/imports'

const imports = findImports(sourceFiles())
const at = (imported: Import) => `${imported.from} -> ${imported.to}${imported.typesOnly ? ' (types)' : ''}`
const offenders = (offends: (imported: Import) => boolean) => imports.filter(offends).map(at)
const isIn = (path: string, ...rooms: readonly string[]) => rooms.some((room) => path.startsWith(`${room}/`))

const PLAIN_CONTRACT = ['contract/errors.ts', 'contract/limits.ts', 'contract/roles.ts']
/** Each layer may use those before it, and within a layer nobody uses a neighbour. */
const LAYERS = [
  ['kit'],
  ['points', 'media'],
  // A member's picture is a photo: member stands on media.
  ['member'],
  // A notice names the member it came from as they are shown now: notice stands on member.
  ['notice'],
  ['post'],
  ['checkin'],
  // The mall gives make-up cards and takes in the coupons that check-ins have earned.
  ['mall', 'contest'],
  ['course'],
  ['growth'],
  ['leaderboard'],
  ['home', 'privacy', 'admin'],
  ['jobs'],
]
const layerOf = (domain: string) => LAYERS.findIndex((layer) => layer.includes(domain))
const domainOf = (path: string) => (isIn(path, 'cloudfunctions') ? path.split('/')[1] : undefined)
/** Files that decide and do nothing: what else a domain may lend besides its store. */
const PURE =
  /\/(rules|((card|comment|search)-)?views|ledger|boards|facts|perceptual-hash|([a-z]+-)?collections|keys|message-fields|[a-z-]+-rules)\.ts$/
/** What is stored of a domain: `store.ts`, or the store of a part of it. */
const STORE = /\/([a-z-]+-)?store\.ts$/
const JOBS = /\/([a-z-]+-)?jobs\.ts$/
const KIT_PURE = [
  'actor',
  'app-error',
  'asking-rules',
  'collection-specs',
  'collections',
  'controls',
  'cursor',
  'fingerprint',
  'gate',
  'handler',
  'id',
  'invalid-input',
  'ngrams',
  'period',
  'personal',
  'remembered',
  'route',
  'trust',
  'visible-text',
].map((name) => `cloudfunctions/kit/${name}.ts`)
const isPure = (path: string) =>
  isIn(path, 'cloudfunctions/kit') ? KIT_PURE.includes(path) : PURE.test(path)

test('there is something to look at', () => {
  expect(imports.length).toBeGreaterThan(200)
})

test('contract imports zod and itself only; its plain files not even zod', () => {
  expect(
    offenders(({ from, to }) => isIn(from, 'contract') && to !== 'zod' && !isIn(to, 'contract')),
  ).toEqual([])
  expect(offenders(({ from, to }) => PLAIN_CONTRACT.includes(from) && !PLAIN_CONTRACT.includes(to))).toEqual(
    [],
  )
})

test('src takes types only from contract, and values from its plain files', () => {
  const takesValues = ({ from, to, typesOnly }: Import) =>
    isIn(from, 'src') && isIn(to, 'contract') && !typesOnly && !PLAIN_CONTRACT.includes(to)
  expect(offenders(takesValues)).toEqual([])
})

test('src knows neither the cloud nor node', () => {
  expect(
    offenders(({ from, to }) => isIn(from, 'src') && (isIn(to, 'cloudfunctions') || to.startsWith('node:'))),
  ).toEqual([])
})

test('pure files import contract and pure files only', () => {
  const strays = ({ from, to, typesOnly }: Import) =>
    isIn(from, 'cloudfunctions') &&
    isPure(from) &&
    !typesOnly &&
    !isIn(to, 'contract') &&
    !isPure(to) &&
    to !== 'node:crypto'
  expect(offenders(strays)).toEqual([])
})

test('the emulator knows nothing of the product: any program that uses the SDK can run on it', () => {
  const ours = ['contract', 'cloudfunctions', 'src', 'scripts', 'test']
  expect(offenders(({ from, to }) => isIn(from, 'emulator') && isIn(to, ...ours))).toEqual([])
})

test('only kit/sdk.ts imports wx-server-sdk', () => {
  const mayImport = (from: string) =>
    from === 'cloudfunctions/kit/sdk.ts' || isIn(from, 'test', 'scripts', 'emulator')
  expect(offenders(({ from, to }) => to === 'wx-server-sdk' && !mayImport(from))).toEqual([])
})

test('a domain uses lower domains only', () => {
  const climbs = ({ from, to }: Import) => {
    const [user, used] = [domainOf(from), domainOf(to)]
    return user !== undefined && used !== undefined && user !== used && layerOf(used) >= layerOf(user)
  }
  expect(offenders(climbs)).toEqual([])
})

test('every domain has its place in the layers', () => {
  const domains = sourceFiles().flatMap((file) => domainOf(file) ?? [])
  expect([...new Set(domains)].filter((domain) => layerOf(domain) < 0)).toEqual([])
})

test('a domain lends its stores and its pure files, to the jobs its own and to privacy its personal data', () => {
  const borrows = ({ from, to, typesOnly }: Import) => {
    const [user, used] = [domainOf(from), domainOf(to)]
    if (!user || !used || user === used || used === 'kit' || typesOnly) return false
    if (user === 'jobs' && JOBS.test(to)) return false
    if (user === 'privacy' && /\/([a-z]+-)?personal\.ts$/.test(to)) return false
    return !STORE.test(to) && !isPure(to)
  }
  expect(offenders(borrows)).toEqual([])
})

test('the cloud knows neither the client nor the emulator', () => {
  expect(
    offenders(
      ({ from, to }) => isIn(from, 'cloudfunctions') && isIn(to, 'src', 'emulator', 'scripts', 'test'),
    ),
  ).toEqual([])
})

test('nothing that ships knows that the emulator exists', () => {
  expect(
    offenders(({ from, to }) => isIn(to, 'emulator') && !isIn(from, 'emulator', 'scripts', 'test')),
  ).toEqual([])
})

test('the emulator knows of the project its contract only', () => {
  const strays = ({ from, to }: Import) =>
    isIn(from, 'emulator') && isIn(to, 'src', 'cloudfunctions', 'test', 'scripts')
  expect(offenders(strays)).toEqual([])
})

describe('in src', () => {
  const LEVELS: readonly (readonly [level: number, ...rooms: string[]])[] = [
    [0, 'src/components', 'src/platform', 'src/i18n', 'src/styles'],
    [1, 'src/features'],
    [2, 'src/pages', 'src/packages', 'src/custom-tab-bar'],
  ]
  const levelOf = (path: string) => LEVELS.find(([, ...rooms]) => isIn(path, ...rooms))?.[0]

  test('components and platform know no features, features no pages', () => {
    const climbs = ({ from, to }: Import) => {
      const [user, used] = [levelOf(from), levelOf(to)]
      return user !== undefined && used !== undefined && used > user
    }
    expect(offenders(climbs)).toEqual([])
  })

  test("a feature does not use another feature's components", () => {
    const featureOf = (path: string) => (isIn(path, 'src/features') ? path.split('/')[2] : undefined)
    const borrows = ({ from, to }: Import) => {
      const [user, used] = [featureOf(from), featureOf(to)]
      return user !== undefined && used !== undefined && user !== used && to.split('/')[3] === 'components'
    }
    expect(offenders(borrows)).toEqual([])
  })
})
