/** The frame of every page: its heading, what can be done there, and a list beside its content where there is one. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '../router'

export function Page({
  title,
  lead,
  actions,
  children,
}: {
  title: string
  lead?: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}

/** Scrolls a list of links to the present one, where the list is longer than its place. */
export function showCurrent(list: HTMLElement | null): void {
  list?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

export interface SideItem {
  readonly name: string
  readonly to: string
  readonly isCurrent: boolean
  readonly note?: ReactNode
  readonly isTroubled?: boolean
}

/** A list of names at the side; the chosen one's content beside it. */
export function WithSide({
  label,
  items,
  children,
}: {
  label: string
  items: readonly SideItem[]
  children: ReactNode
}) {
  const list = useRef<HTMLElement>(null)
  const current = items.find(({ isCurrent }) => isCurrent)?.to
  // biome-ignore lint/correctness/useExhaustiveDependencies: What is present is read from the document.
  useEffect(() => showCurrent(list.current), [current])
  return (
    <div className="with-side">
      <nav className="side" aria-label={label} ref={list}>
        <ul>
          {items.map(({ name, to, isCurrent, note, isTroubled }) => (
            <li key={to}>
              <Link to={to} aria-current={isCurrent ? 'page' : undefined} data-troubled={isTroubled}>
                <span className="side-name">{name}</span>
                {note !== undefined && <span className="side-note">{note}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="beside">{children}</div>
    </div>
  )
}
