/** How far the open page has been scrolled. Asked when it matters: a page that listens to scrolling is woken at every frame. */
import Taro from '@tarojs/taro'

/** Pixels between the top of the page and the top of the screen. */
export function scrollTopNow(): Promise<number> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .selectViewport()
      .scrollOffset((offset) => resolve(offset.scrollTop))
      .exec()
  })
}

/** Puts the open page there at once, after what is on it has been drawn. */
export function scrollToPlace(scrollTop: number): void {
  Taro.nextTick(() => {
    Taro.pageScrollTo({ scrollTop, duration: 0 })
  })
}
