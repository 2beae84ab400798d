/** Every refusal that an action declares is met in a test of that action, titled by its code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../../contract/index'

const folder = join(__dirname, '..', 'actions')
const declared = Object.entries(contract).flatMap(([name, { errors }]) =>
  errors.map((code): [string, string] => [name, code]),
)

test.each(declared)('%s: %s', (name, code) => {
  const domain = name.split('.')[0] ?? ''
  const tests = readdirSync(join(folder, domain)).map((file) =>
    readFileSync(join(folder, domain, file), 'utf8'),
  )
  const met = tests.some(
    (source) => source.includes(`'${name}'`) && new RegExp(`['"\`]${code}[:,'"]`).test(source),
  )
  expect(met).toBe(true)
})
