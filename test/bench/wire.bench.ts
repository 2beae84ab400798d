/** What the wire costs: a document through the unmodified SDK beside a bare HTTP exchange on the same loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '../../emulator/server'
import { pointSdkAt } from '../emulator/sdk'
import { compare, type Finding } from './bench'

const COLLECTION = 'bench'

function exchange(port: number, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method: 'POST', agent }, (incoming) => {
      incoming.resume()
      incoming.once('end', resolve)
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

export async function run(): Promise<Finding[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  const emulator = await createEmulator({ port: 0, dataDir })
  const db = pointSdkAt(emulator).database()
  await emulator.database.createCollection(COLLECTION)
  await emulator.database.importDocuments(COLLECTION, [{ _id: 'one', text: '面'.repeat(300) }])
  const echo = createServer((incoming, outgoing) => {
    incoming.resume()
    incoming.once('end', () => outgoing.end(JSON.stringify({ text: '面'.repeat(300) })))
  })
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  const { port } = echo.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const body = JSON.stringify({ collectionName: COLLECTION, query: '{"_id":"one"}' })
  try {
    return [
      await compare(
        {
          name: 'read through the SDK',
          meaning: 'what signing, encoding and the emulator add to a loopback exchange',
        },
        { what: 'SDK doc.get', run: () => db.collection(COLLECTION).doc('one').get() },
        { what: 'bare HTTP', run: () => exchange(port, agent, body) },
        { rounds: 300 },
      ),
      await compare(
        { name: 'durable write through the SDK', meaning: 'what waiting for the disk adds to a read' },
        { what: 'SDK add', run: () => db.collection(COLLECTION).add({ data: { text: 'x' } }) },
        { what: 'SDK doc.get', run: () => db.collection(COLLECTION).doc('one').get() },
        { rounds: 200 },
      ),
    ]
  } finally {
    agent.destroy()
    await new Promise((resolve) => echo.close(resolve))
    await emulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
