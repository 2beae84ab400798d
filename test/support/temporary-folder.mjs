/**
 * One folder for everything that a run of tests puts aside, gone when the run ends: whatever a test leaves behind there,
 * or was killed over, lies about nowhere. In memory where there is room, since nothing in it is to outlive the run and
 * each commit of a test's database would wait for the disk.
 */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where files are kept in memory, on machines that have such a place. */
const MEMORY = '/dev/shm'
/** Many times what a run has ever put aside: in a container there may be hardly any. */
const ROOM_BYTES_MIN = 4 * 1024 ** 3

function hasRoom(folder) {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= ROOM_BYTES_MIN
}

/** Before all tests: workers inherit where temporary files go. */
export default function openTemporaryFolder() {
  const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'tonghao-tests-'))
  process.env.TMPDIR = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}
