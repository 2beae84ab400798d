/** A browser opens whole apps. */
export function isSinglePage(): boolean {
  return false
}
