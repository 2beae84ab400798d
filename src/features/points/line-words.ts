/** What a line of the statement says: pure, so that it can be tried line by line. */
import type { StatementLine } from '../../../contract/points-shapes'
import type { Words } from '../../i18n/words'

/** `+15`, `-20`, `0`: a change with its sign, the minus as it is typeset. */
export function signed(amount: number): string {
  if (amount === 0) return '0'
  return amount > 0 ? `+${amount}` : `−${-amount}`
}

/** Why the line is there. */
export function titleOf({ kind, cause, ended }: StatementLine, { points }: Words): string {
  const said = points.causes[cause]
  if (kind === 'hold') return points.kinds.hold(said)
  if (kind === 'refund') return points.kinds.refund(said)
  if (kind === 'settle' && ended) return points.kinds[ended](said)
  return said
}

/** What else it says: why it is nothing, what other figures it moved, until when it can be spent. */
export function detailsOf({ change, lots, capped, words: said }: StatementLine, { points }: Words): string[] {
  const [gained] = lots.filter((lot) => lot.change > 0)
  return [
    capped ? points.capped[capped] : '',
    said ?? '',
    change.xp === 0 ? '' : points.change.xp(signed(change.xp)),
    change.held === 0 ? '' : points.change.held(signed(change.held)),
    change.debt === 0 ? '' : points.change.debt(signed(change.debt)),
    gained ? points.expires(gained.expiresOn) : '',
  ].filter((each) => each !== '')
}

type Cause = StatementLine['cause']

const ICONS: Readonly<Record<Cause, string>> = {
  post: 'camera',
  answer: 'solved',
  likes: 'heart',
  onboarding: 'flag',
  checkIn: 'check',
  homework: 'edit',
  attendance: 'course',
  contest: 'star',
  prize: 'star',
  invitation: 'person-plus',
  spending: 'points',
  mall: 'gift',
  makeUp: 'activity',
  expiry: 'clock',
  fraud: 'flag',
  undone: 'reply',
  thanks: 'heart',
  correction: 'edit',
}

/** The picture of a line. */
export function iconOf({ cause }: Pick<StatementLine, 'cause'>): string {
  return ICONS[cause]
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** The community's month that an instant lies in, `2026-11`. */
export function monthOf(at: number): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, '2026-11'.length)
}

/** Lines by month, in their order. */
export function byMonth(
  lines: readonly StatementLine[],
): readonly (readonly [string, readonly StatementLine[]])[] {
  const months = new Map<string, StatementLine[]>()
  for (const line of lines) {
    const month = monthOf(line.at)
    const group = months.get(month)
    if (group) group.push(line)
    else months.set(month, [line])
  }
  return [...months]
}
