/** How far the open page has been scrolled: in a browser the window scrolls. */

/** Pixels between the top of the page and the top of the window. */
export function scrollTopNow(): Promise<number> {
  return Promise.resolve(window.scrollY)
}

/** Puts the open page there at once, after what is on it has been drawn. */
export function scrollToPlace(scrollTop: number): void {
  requestAnimationFrame(() => window.scrollTo(0, scrollTop))
}
