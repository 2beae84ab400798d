/** The page that is shown, in a browser. */
import Taro from '@tarojs/taro'

/** With this class Taro's router hides a page. */
const HIDDEN = 'taro_page_shade'

/**
 * Keeps the page that is shown in sight. Taro's router hides a page some 350 ms after another was opened above it, and
 * does not look whether one has gone back to it by then: who was quick stood before nothing.
 */
export function watchShownPage(): void {
  const uncover = () => {
    const path = Taro.getCurrentPages().at(-1)?.path
    const shown = path === undefined ? null : document.getElementById(path)
    if (shown?.classList.contains(HIDDEN)) shown.classList.remove(HIDDEN)
  }
  const isHidden = ({ target }: MutationRecord) =>
    target instanceof Element && target.classList.contains(HIDDEN)
  new MutationObserver((changes) => {
    if (changes.some(isHidden)) uncover()
  }).observe(document.body, { subtree: true, attributeFilter: ['class'] })
}
