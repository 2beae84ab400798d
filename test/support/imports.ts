/** Every import in the project's own TypeScript, read by the compiler's own parser. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '..', '..')
const ROOMS = ['contract', 'cloudfunctions', 'src', 'emulator', 'scripts', 'test']

/** One import: paths from the project's folder, or a package's name. */
export interface Import {
  readonly from: string
  readonly to: string
  /** Gone at run time. */
  readonly typesOnly: boolean
}

/** All TypeScript files of the rooms, as paths from the project's folder. */
export function sourceFiles(): string[] {
  return ROOMS.filter((room) => existsSync(join(root, room))).flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => `${room}/${file}`),
  )
}

/** Every import, re-export, `import()` and `require` in these files. */
export function findImports(files: readonly string[]): Import[] {
  return files.flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.ES2022,
      true,
    )
    const found: Import[] = []
    const visit = (node: ts.Node): void => {
      const [specifier, typesOnly] = importOf(node)
      if (specifier !== undefined) found.push({ from: file, to: resolve(file, specifier), typesOnly })
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

function importOf(node: ts.Node): [specifier: string | undefined, typesOnly: boolean] {
  if (ts.isImportDeclaration(node)) return [textOf(node.moduleSpecifier), isTypesOnly(node.importClause)]
  if (ts.isExportDeclaration(node)) return [textOf(node.moduleSpecifier), node.isTypeOnly]
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return [textOf(node.argument.literal), true]
  if (!ts.isCallExpression(node)) return [undefined, false]
  const called = node.expression
  const loads =
    called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
  return [loads ? textOf(node.arguments[0]) : undefined, false]
}

function isTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined
}

/** A relative import as the file it means; anything else as it is written. */
function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const path = join(root, dirname(from), specifier)
  const candidates = [
    path,
    `${path}.ts`,
    `${path}.tsx`,
    `${path}.d.ts`,
    join(path, 'index.ts'),
    join(path, 'index.tsx'),
  ]
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile())
  return relative(root, file ?? path)
    .split('\\')
    .join('/')
}
