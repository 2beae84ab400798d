/** How far the open page has been scrolled: in a browser the window scrolls. */

/** Pixels between the top of the page and the top of the window. */
export function scrollTopNow(): Promise<number> {
  return Promise.resolve(window.scrollY)
}

/** A page that is drawn anew is as tall as before within so many frames. */
const FRAMES_MAX = 10

/** Puts the open page there at once, as soon as what is on it has been drawn. */
export function scrollToPlace(scrollTop: number): void {
  let framesLeft = FRAMES_MAX
  const go = () => {
    window.scrollTo(0, scrollTop)
    framesLeft -= 1
    if (window.scrollY < scrollTop && framesLeft > 0) requestAnimationFrame(go)
  }
  requestAnimationFrame(go)
}
