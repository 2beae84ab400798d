/**
 * The order of the test files: the long ones first, so that no worker is left with one at the end. Jest knows how long
 * a file took only on a machine where it ran before; elsewhere it goes by the size of files, which says little.
 */
import Sequencer from '@jest/test-sequencer'

/** What takes longest, about the longest first, and browsers apart. What is not named here follows as jest would have it. */
const LONGEST = [
  'e2e/look',
  'actions/kit/cost',
  'actions/post/feeds',
  'e2e/console',
  'actions/kit/schedules',
  'actions/post/telling',
  'e2e/states',
  'actions/jobs/reconcile',
  'actions/kit/fuzz',
  'actions/kit/every-action',
  'actions/kit/faults',
  'actions/privacy/leave',
  'emulator/kill',
  'emulator/bank',
  'actions/points/kill',
  'weapp/browse',
  'weapp/feed',
  'e2e/browse',
  'e2e/compose',
  'e2e/story',
  'unit/demo-community',
  'actions/jobs/demo',
  'actions/member/marks',
  'actions/privacy/export',
  'actions/checkin/make-ups',
  'property/checkin-streaks',
  'property/find-database',
  'emulator/conformance/conformance',
  'weapp/belonging',
  'weapp/desk',
].map((name) => `/test/${name}.test.ts`)

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((file) => path.replaceAll('\\', '/').endsWith(file))
  return place < 0 ? LONGEST.length : place
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b))
  }
}
