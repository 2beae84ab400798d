/** An acknowledgement waits for its commit; `npm run torture -- flushes` counts the flushes themselves. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countFlushes, hasFlushingDescriptor } from '../torture/flushes'
import { Victim } from '../torture/victim'

jest.setTimeout(60_000)

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-flushes-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('at each acknowledgement the data file shows a newer commit', async () => {
  const counts = await countFlushes({ dir, writes: 30, clients: 1, isTraced: false })
  expect(counts).toMatchObject({ acknowledged: 30, early: 0 })
})

test('the control: a store that acknowledges before it commits is caught', async () => {
  const counts = await countFlushes({ dir, writes: 30, clients: 1, isTraced: false, mode: 'forgetful' })
  expect(counts.early).toBeGreaterThan(0)
})

// Only Linux shows the descriptors of another process.
if (process.platform === 'linux') {
  test('the page that makes a commit the newest is written through a descriptor that flushes', async () => {
    const victim = new Victim({ dir, collections: {} })
    await victim.start()
    try {
      expect(hasFlushingDescriptor(victim.processId ?? 0)).toBe(true)
    } finally {
      await victim.close()
    }
  })
}
