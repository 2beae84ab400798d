/** An emulator in a process of its own. */
import { createEmulator } from '../../../emulator/server'
import type { EmulatorOptions } from '../../../emulator/types'
import { serve } from './processes'

serve<EmulatorOptions>(createEmulator).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
