/** What the arrows cannot say of a file: what it must not ask the machine, and what it must not contain. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { AUTHOR_COPIES } from '../../cloudfunctions/member/collections'
import { readCollections } from '../../scripts/build-cloud'
import { sourceFiles } from '../support/imports'

const root = join(__dirname, '..', '..')
const cloud = sourceFiles().filter((file) => file.startsWith('cloudfunctions/'))

/** Every `a.b` and every call of a name in a file, as text. */
function mentioned(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  )
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) found.push(node.getText(source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('only kit/clock.ts asks for the time or for chance', () => {
  const ASKING = ['Date.now', 'Math.random', 'performance.now']
  const asking = cloud.filter((file) => mentioned(file).some((text) => ASKING.includes(text)))
  expect(asking).toEqual(['cloudfunctions/kit/clock.ts'])
})

test('no action reads an identity from its input or its event', () => {
  const IDENTITY = /^(input|event|fields)\.(openid|_openid|openId|userInfo|userId)$/
  expect(cloud.flatMap((file) => mentioned(file).filter((text) => IDENTITY.test(text)))).toEqual([])
})

test('queries neither skip nor count; jobs alone may ask how many there are', () => {
  const asking = (pattern: RegExp) =>
    cloud.filter((file) => mentioned(file).some((text) => pattern.test(text)))
  expect(asking(/\.(skip|aggregate)$/)).toEqual([])
  const mayCount = (file: string) => /[/-]jobs\.ts$/.test(file) || file === 'cloudfunctions/kit/cloud.ts'
  expect(asking(/\.count$/).filter((file) => !mayCount(file))).toEqual([])
})

test('every function says how long it may take and what it may use', () => {
  for (const name of new Set(
    cloud.filter((file) => file.endsWith('/main.ts')).map((file) => file.split('/')[1]),
  )) {
    const config: unknown = JSON.parse(
      readFileSync(join(root, 'cloudfunctions', name ?? '', 'config.json'), 'utf8'),
    )
    expect(config).toMatchObject({
      timeout: expect.any(Number),
      memory: expect.any(Number),
      permissions: { openapi: expect.any(Array) },
    })
  }
})

test('every collection that carries a copy of its author is told of changes, and can be found by the author', async () => {
  const carrying = Object.entries(await readCollections())
    .filter(([, { indexes }]) => indexes.some(({ keys }) => keys[0]?.[0] === 'authorId'))
    .map(([name]) => name)
  expect(carrying.sort()).toEqual([...AUTHOR_COPIES].sort())
})
