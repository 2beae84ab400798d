/** Where the cases run: an emulator of their own, or a real environment when its credentials are given. */
import { randomBytes } from 'node:crypto'
import { type Data, pointSdkAt, type Sdk } from '../sdk'
import { startEmulator } from '../support'

export interface ConformanceEnvironment {
  readonly cloud: Sdk
  readonly isEmulator: boolean
  readonly names: { readonly documents: string; readonly others: string }
  close(): Promise<void>
}

/** The variables that name a real environment; CONTRIBUTING.md says how to run against one. */
const { CONFORMANCE_ENV, CONFORMANCE_SECRET_ID, CONFORMANCE_SECRET_KEY } = process.env
const real =
  CONFORMANCE_ENV && CONFORMANCE_SECRET_ID && CONFORMANCE_SECRET_KEY
    ? { env: CONFORMANCE_ENV, secretId: CONFORMANCE_SECRET_ID, secretKey: CONFORMANCE_SECRET_KEY }
    : undefined

/** A database object of the SDK, for its commands and places; nothing is sent by it. */
export function wordsOfSdk(): Data {
  const { env, secretId, secretKey } = real ?? { env: 'local', secretId: 'local', secretKey: 'local' }
  Object.assign(process.env, {
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TCB_ENV: env,
  })
  const cloud: Sdk = require('wx-server-sdk')
  cloud.init({ env })
  return cloud.database()
}

export async function openEnvironment(): Promise<ConformanceEnvironment> {
  if (real) return realEnvironment(real.env)
  const names = { documents: 'documents', others: 'others' }
  const world = await startEmulator({ allowScans: true })
  const cloud = pointSdkAt(world.emulator)
  await createBoth(cloud, names)
  return { cloud, isEmulator: true, names, close: () => world.close() }
}

/** Two collections of fresh names. They are left empty: the SDK can make collections, but not remove them. */
async function realEnvironment(env: string): Promise<ConformanceEnvironment> {
  const cloud: Sdk = require('wx-server-sdk')
  cloud.init({ env })
  const prefix = `conformance_${randomBytes(4).toString('hex')}`
  const names = { documents: `${prefix}_documents`, others: `${prefix}_others` }
  await createBoth(cloud, names)
  return {
    cloud,
    isEmulator: false,
    names,
    close: async () => {
      for (const name of Object.values(names)) await emptyCollection(cloud, name)
    },
  }
}

async function createBoth(cloud: Sdk, names: ConformanceEnvironment['names']): Promise<void> {
  for (const name of Object.values(names)) await cloud.database().createCollection(name)
}

export async function emptyCollection(cloud: Sdk, name: string): Promise<void> {
  const database = cloud.database()
  await database
    .collection(name)
    .where({ _id: database.command.exists(true) })
    .remove()
}
