/**
 * One of the bank's customers, a process of its own: transfers without a pause until it is told to stop, whatever
 * becomes of the emulator. Arguments: the emulator's address, the customer's name, its seed, how many accounts there are.
 * Sends `{ confirmed: id }` for each transfer that the emulator has acknowledged; answers `pause` with `paused`.
 */
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt } from '../emulator/sdk'
import { accountNames, transferAtRandom } from './accounts'
import { randomFrom } from './campaign'

/** How long a customer waits when the emulator is gone, or somebody else was in the way. */
const BREATH_MS = 20

async function main(): Promise<void> {
  const [url = '', name = '', seed = '1', accountCount = '2'] = process.argv.slice(2)
  const database = pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
  const accounts = accountNames(Number(accountCount))
  const random = randomFrom(Number(seed))
  let isPaused = false
  let resume = () => {}
  process.on('message', (message) => {
    isPaused = message === 'pause'
    if (!isPaused) resume()
  })
  process.on('disconnect', () => process.exit())
  process.send?.('ready')
  for (let n = 0; ; n++) {
    if (isPaused) {
      process.send?.('paused')
      await new Promise<void>((resolve) => {
        resume = resolve
      })
    }
    const id = `${name}-${n}`
    try {
      await transferAtRandom(database, accounts, id, random)
      process.send?.({ confirmed: id })
    } catch {
      // A conflict, or nobody there: what was not acknowledged may have happened or not.
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS * random()))
    }
  }
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
