/** Whether somebody wants things to keep still, as they have told the browser or the system. */
export function isMotionReduced(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}
