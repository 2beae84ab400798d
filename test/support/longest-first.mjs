/**
 * The order of the test files: the long ones first, so that no worker is left with one at the end. Jest knows how long
 * a file took only on a machine where it ran before; elsewhere it goes by the size of files, which says little.
 */
import Sequencer from '@jest/test-sequencer'

/** What takes longest, the longest first. What is not named here follows as jest would have it. */
const LONGEST = [
  'e2e/look',
  'actions/post/races',
  'e2e/states',
  'e2e/console',
  'actions/kit/schedules',
  'actions/kit/faults',
  'actions/kit/cost',
  'weapp/browse',
  'weapp/membership',
  'actions/post/feeds',
  'weapp/compose',
  'e2e/browse',
  'flows/belonging',
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
