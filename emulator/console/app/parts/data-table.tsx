/** Documents as a table: only the rows that are seen exist. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { WireDocument, WireValue } from '../../shapes'
import { moment } from '../text/format'
import { inlineLiteral, isWireObject } from '../text/literal'
import { useWords } from '../text/words'

const ROW_PX = 36
/** Rows that are looked at for the names of columns. */
const SAMPLED = 60
const COLUMNS_MAX = 24
/** Begins to load more when so many rows are left. */
const AHEAD = 30

export function columnsOf(rows: readonly WireDocument[]): string[] {
  const names = new Set<string>()
  if (rows.some((row) => '_id' in row)) names.add('_id')
  for (const row of rows.slice(0, SAMPLED)) for (const name of Object.keys(row)) names.add(name)
  return [...names].slice(0, COLUMNS_MAX)
}

export interface DataTableProps {
  readonly label: string
  readonly rows: readonly WireDocument[]
  readonly onOpen: (row: WireDocument) => void
  /** Called when the end of the rows comes near. */
  readonly onEnd?: () => void
  /** What stands under the last row. */
  readonly foot?: string
}

export function DataTable({ label, rows, onOpen, onEnd, foot }: DataTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const isNearEnd = last >= rows.length - AHEAD
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, onEnd])
  const columns = columnsOf(rows)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls must be reachable by the keyboard.
    <section className="data-scroll" ref={scroller} tabIndex={0} aria-label={label}>
      <table className="data-table" data-may-shorten aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const row = rows[index]
            return row && <Row key={index} row={row} index={index} columns={columns} onOpen={onOpen} />
          })}
          <Space height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
      {foot && <p className="data-foot quiet">{foot}</p>}
    </section>
  )
}

/** Stands for the rows that do not exist. */
function Space({ height }: { height: number }) {
  return height > 0 ? <tr className="data-space" style={{ height }} /> : null
}

interface RowProps {
  readonly row: WireDocument
  readonly index: number
  readonly columns: readonly string[]
  readonly onOpen: (row: WireDocument) => void
}

/** The button in the first cell lies under the whole row. */
function Row({ row, index, columns, onOpen }: RowProps) {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map((name, place) => (
        <td key={name}>
          {place === 0 ? (
            <button type="button" className="row-open" onClick={() => onOpen(row)}>
              <Value value={row[name]} />
            </button>
          ) : (
            <Value value={row[name]} />
          )}
        </td>
      ))}
    </tr>
  )
}

function Value({ value }: { value: WireValue | undefined }) {
  const words = useWords()
  if (value === undefined) return <span className="value-none">—</span>
  if (typeof value === 'string') return <span className="value-text">{value === '' ? "''" : value}</span>
  if (isWireObject(value)) {
    if (typeof value.$date === 'string')
      return (
        <time className="value-date" dateTime={value.$date}>
          {moment(Date.parse(value.$date))}
        </time>
      )
    if (typeof value.$regex === 'string' || typeof value.$number === 'string')
      return <span className="value-number">{inlineLiteral(value)}</span>
    return (
      <span className="value-object" title={inlineLiteral(value)}>
        {`{ ${Object.keys(value).join(', ')} }`}
      </span>
    )
  }
  if (typeof value === 'object' && value !== null)
    return (
      <span className="value-object" title={inlineLiteral(value)}>
        {`[ ${words.items(value.length)} ]`}
      </span>
    )
  return <span className={typeof value === 'number' ? 'value-number' : 'value-word'}>{String(value)}</span>
}
