/**
 * Reads the small part of JavaScript in which queries and documents are written: literals, `new Date(...)`, regular
 * expressions and chains of calls. Nothing is ever run: the outcome is a tree, and `evaluate.ts` knows what each name in
 * it may mean.
 */
import { TextReader } from './text-reader'

/** What was written, and where it begins in the text. */
export type Node = { readonly at: number } & (
  | { readonly kind: 'value'; readonly value: string | number | boolean | null | RegExp | undefined }
  | { readonly kind: 'array'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: Node])[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Node; readonly name: string }
  | { readonly kind: 'call'; readonly callee: Node; readonly args: readonly Node[] }
)

/** Deeper than any document may be. */
const DEPTH_MAX = 120
const CONSTANTS: ReadonlyMap<string, string | number | boolean | null | undefined> = new Map<
  string,
  number | boolean | null | undefined
>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
])
/** Words that change nothing about what is meant. */
const NOISE = ['await', 'new', 'return']

/** Where a chain of members and calls begins. */
export function startOf(node: Node): number {
  if (node.kind === 'member') return startOf(node.of)
  return node.kind === 'call' ? startOf(node.callee) : node.at
}

/**
 * The one expression that the text holds; undefined for a text without any.
 * @throws SyntaxProblem where the text stops making sense.
 */
export function parse(text: string): Node | undefined {
  const reader = new TextReader(text)
  reader.skipBlank()
  if (reader.isAtEnd) return undefined
  const node = expression(reader, 0)
  reader.skipBlank()
  reader.take(';')
  reader.skipBlank()
  if (!reader.isAtEnd) throw reader.problem('something is left over here')
  return node
}

function expression(reader: TextReader, depth: number): Node {
  if (depth > DEPTH_MAX) throw reader.problem(`nested deeper than ${DEPTH_MAX} levels`)
  let node = primary(reader, depth)
  for (;;) {
    reader.skipBlank()
    if (reader.take('.')) {
      reader.skipBlank()
      const at = reader.position
      const name = reader.name()
      if (name === undefined) throw reader.problem('a name is expected after the dot')
      node = { kind: 'member', at, of: node, name }
    } else if (reader.take('(')) {
      node = { kind: 'call', at: node.at, callee: node, args: list(reader, ')', depth) }
    } else {
      return node
    }
  }
}

function primary(reader: TextReader, depth: number): Node {
  reader.skipBlank()
  const at = reader.position
  if (reader.take('{')) return { kind: 'object', at, entries: entries(reader, depth) }
  if (reader.take('[')) return { kind: 'array', at, items: list(reader, ']', depth) }
  if (reader.take('(')) {
    const [inner, ...others] = list(reader, ')', depth)
    if (!inner || others.length > 0) throw reader.problem('one expression is expected in the brackets')
    return inner
  }
  const value = reader.text() ?? reader.number() ?? reader.regularExpression()
  if (value !== undefined) return { kind: 'value', at, value }
  const name = reader.name()
  if (name === undefined)
    throw reader.problem(reader.isAtEnd ? 'the text ends too early' : 'this is not understood')
  if (NOISE.includes(name)) return primary(reader, depth)
  return CONSTANTS.has(name) ? { kind: 'value', at, value: CONSTANTS.get(name) } : { kind: 'name', at, name }
}

function list(reader: TextReader, end: string, depth: number): Node[] {
  const items: Node[] = []
  for (;;) {
    reader.skipBlank()
    if (reader.take(end)) return items
    items.push(expression(reader, depth + 1))
    reader.skipBlank()
    if (reader.take(end)) return items
    if (!reader.take(',')) throw reader.problem(`a comma or ${end} is expected`)
  }
}

function entries(reader: TextReader, depth: number): [string, Node][] {
  const found: [string, Node][] = []
  for (;;) {
    reader.skipBlank()
    if (reader.take('}')) return found
    const name = reader.text() ?? reader.name() ?? reader.number()?.toString()
    if (name === undefined) throw reader.problem('the name of a field or } is expected')
    if (name === '__proto__') throw reader.problem('a field may not be named __proto__')
    reader.skipBlank()
    if (!reader.take(':')) throw reader.problem('a colon is expected')
    found.push([name, expression(reader, depth + 1)])
    reader.skipBlank()
    if (reader.take('}')) return found
    if (!reader.take(',')) throw reader.problem('a comma or } is expected')
  }
}
