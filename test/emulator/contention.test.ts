/** Clients who want the same document at once; `npm run torture contention` lets two hundred. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contend } from '../torture/contention'

const CLIENTS = 50

test(`${CLIENTS} clients increment one document through the kit: exactly ${CLIENTS}`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-contention-'))
  try {
    expect(await contend(dir, CLIENTS)).toBe(CLIENTS)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
