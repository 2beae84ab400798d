/** How far the open page has been scrolled: in a browser each of Taro's pages is an element that scrolls by itself. */
import Taro from '@tarojs/taro'

/** The element of the open page: the router names it after the page's address. */
function openPageElement(): Element {
  const { page } = Taro.getCurrentInstance()
  return document.getElementById(page?.path ?? '') ?? document.documentElement
}

/** Pixels between the top of the page and the top of the window. */
export function scrollTopNow(): Promise<number> {
  return Promise.resolve(openPageElement().scrollTop)
}

/** A page that is drawn anew is as tall as before within so many frames. */
const FRAMES_MAX = 10

/** Puts the open page there at once, as soon as what is on it has been drawn. */
export function scrollToPlace(scrollTop: number): void {
  const element = openPageElement()
  let framesLeft = FRAMES_MAX
  const go = () => {
    element.scrollTop = scrollTop
    framesLeft -= 1
    if (element.scrollTop < scrollTop && framesLeft > 0) requestAnimationFrame(go)
  }
  requestAnimationFrame(go)
}
