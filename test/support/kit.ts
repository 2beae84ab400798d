/** The kit itself in this process, through the real SDK, on a test's emulator. */
import type { Emulator } from '../../emulator/types'

/** The parts of the kit that reach the cloud. */
export interface Kit {
  readonly cloud: typeof import('../../cloudfunctions/kit/cloud')
  readonly transaction: typeof import('../../cloudfunctions/kit/transaction')
  readonly request: typeof import('../../cloudfunctions/kit/request')
  readonly rateLimit: typeof import('../../cloudfunctions/kit/rate-limit')
  readonly configs: typeof import('../../cloudfunctions/kit/configs')
}

/** Loads the kit and points its SDK, which reads the environment when it is loaded, at this emulator. */
export async function loadKit(emulator: Pick<Emulator, 'environment'>): Promise<Kit> {
  // The SDK's warning of slow calls comes three seconds after a call that failed, and tests let many fail.
  Object.assign(process.env, emulator.environment(), { SILENCE: 'true' })
  return {
    cloud: await import('../../cloudfunctions/kit/cloud'),
    transaction: await import('../../cloudfunctions/kit/transaction'),
    request: await import('../../cloudfunctions/kit/request'),
    rateLimit: await import('../../cloudfunctions/kit/rate-limit'),
    configs: await import('../../cloudfunctions/kit/configs'),
  }
}
