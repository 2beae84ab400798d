/** Telling when an element comes near the screen and when it is far from it. `near.h5.ts` does it in a browser. */
import Taro from '@tarojs/taro'

/** About two screens above and below: who scrolls fast does not see anything being hung up. */
const NEAR_PX = 1_600

/** Tells of the element with this id on the open page, with its height in pixels; answers how to end it. */
export function watchNear(id: string, tell: (isNear: boolean, height: number) => void): () => void {
  const observer = Taro.createIntersectionObserver(Taro.getCurrentInstance().page ?? {})
  observer
    .relativeToViewport({ top: NEAR_PX, bottom: NEAR_PX })
    .observe(`#${id}`, ({ intersectionRatio = 0, boundingClientRect }) =>
      tell(intersectionRatio > 0, boundingClientRect?.height ?? 0),
    )
  return () => observer.disconnect()
}
