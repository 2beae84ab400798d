/** `near.ts` in a browser. */

const NEAR_PX = 1_600

export function watchNear(id: string, tell: (isNear: boolean, height: number) => void): () => void {
  const element = document.getElementById(id)
  if (!element) return () => {}
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, boundingClientRect } of entries)
        tell(isIntersecting, boundingClientRect.height)
    },
    { rootMargin: `${NEAR_PX}px 0px` },
  )
  observer.observe(element)
  return () => observer.disconnect()
}
