/** WeChat draws `custom-tab-bar` on the tab pages itself. `TabBarSlot.h5.tsx` draws it in a browser. */
export function TabBarSlot() {
  return null
}
