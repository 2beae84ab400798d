/** Whether somebody wants things to keep still. WeChat tells only its styles; `motion.h5.ts` asks the browser. */
export function isMotionReduced(): boolean {
  return false
}
