/** Which page is open. Addresses are `/console/{page}/{name}`, so that they can be kept and shared. */
import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'

const ROOT = '/console'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function navigate(path: string): void {
  history.pushState(null, '', ROOT + path)
  for (const listener of listeners) listener()
}

/** The page's name and what of it is chosen; both empty on the first page. */
export function useRoute(): readonly [page: string, name: string] {
  const pathname = useSyncExternalStore(subscribe, () => location.pathname)
  const [page = '', ...rest] = pathname.slice(ROOT.length + 1).split('/')
  return [page, decodeURIComponent(rest.join('/'))]
}

/** A link within the console. */
export function Link({
  to,
  ...attributes
}: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    navigate(to)
  }
  return <a {...attributes} href={ROOT + to} onClick={follow} />
}
