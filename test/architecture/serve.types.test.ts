/**
 * A domain's table of contents compiles only when it is whole and right. Each snippet is compiled for itself, and the
 * one place where it must fail is named: a snippet that compiles, or fails elsewhere, fails the test.
 */
import { join } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '..', '..')
const COMPILE_TIMEOUT_MS = 120_000
const HEAD = `
import * as z from 'zod'
import { action } from '../../contract/action'
import { createMain, type DispatchPorts } from '../../cloudfunctions/kit/dispatch'
import { prefetching } from '../../cloudfunctions/kit/handler'
declare const ports: DispatchPorts
const output = z.object({ points: z.number() })
const domain = {
  'demo.give': action({ auth: 'member', effect: 'read', input: z.strictObject({ points: z.number() }), output, errors: [], idempotent: 'natural' }),
  'demo.read': action({ auth: 'guest', effect: 'read', input: z.strictObject({ memberId: z.string() }), output, errors: [], idempotent: 'natural' }),
} as const
const give = async (input: { points: number }) => ({ points: input.points })
const read = async (input: { memberId: string }) => ({ points: input.memberId.length })
`

/** Each table of handlers, and what the compiler says against it; undefined for one that compiles. */
const TABLES: Readonly<Record<string, readonly [table: string, complaint: RegExp | undefined]>> = {
  'a whole table': [`{ 'demo.give': give, 'demo.read': read }`, undefined],
  'a missing handler': [`{ 'demo.give': give }`, /'demo\.read'' is missing/],
  'an extra handler': [
    `{ 'demo.give': give, 'demo.read': read, 'demo.mint': give }`,
    /'demo\.mint'' does not exist/,
  ],
  'another input': [`{ 'demo.give': read, 'demo.read': read }`, /memberId/],
  'a narrower input': [
    `{ 'demo.give': async (i: { points: 1 }) => ({ points: i.points }), 'demo.read': read }`,
    /not assignable to type '1'/,
  ],
  'another output': [`{ 'demo.give': async () => ({ point: 1 }), 'demo.read': read }`, /points/],
  'an actor where a guest may call': [
    `{ 'demo.give': give, 'demo.read': async (_i, ctx) => ({ points: ctx.actor.postCount }) }`,
    /'actor' does not exist/,
  ],
  'two steps of another action': [
    `{ 'demo.give': prefetching(domain['demo.read'], { prefetch: async () => 1, run: async (_i, _c, n) => ({ points: n }) }), 'demo.read': read }`,
    /memberId/,
  ],
}

const names = Object.keys(TABLES)
const fileOf = (name: string) => join(root, 'test', 'architecture', `snippet-${names.indexOf(name)}.ts`)

/** Compiles all tables at once, each as a file that exists in memory only; answers the messages by table. */
function compileAll(): ReadonlyMap<string, string[]> {
  const sources = new Map(
    Object.entries(TABLES).map(([name, [table]]) => [
      fileOf(name),
      `${HEAD}createMain(domain, ${table}, ports)`,
    ]),
  )
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.getSourceFile = (file, ...rest) => {
    const source = sources.get(file)
    return source === undefined
      ? getSourceFile.call(host, file, ...rest)
      : ts.createSourceFile(file, source, ts.ScriptTarget.ES2022)
  }
  host.fileExists = (file) => sources.has(file) || fileExists.call(host, file)
  const quick = { ...options, noUnusedLocals: false, incremental: false, types: ['node'] }
  const program = ts.createProgram([...sources.keys()], quick, host)
  const messages = (name: string) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(fileOf(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  return new Map(names.map((name) => [name, messages(name)]))
}

let messages: ReadonlyMap<string, string[]>
beforeAll(() => {
  messages = compileAll()
}, COMPILE_TIMEOUT_MS)

test.each(Object.entries(TABLES))('%s', (name, [, complaint]) => {
  const said = messages.get(name)
  if (!complaint) return expect(said).toEqual([])
  expect(said).toHaveLength(1)
  expect(said?.[0]).toMatch(complaint)
})
