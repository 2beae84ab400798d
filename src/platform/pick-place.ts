/** Choosing a place on WeChat's own map. `pick-place.h5.ts`: a browser has none, there it is written. */
import Taro from '@tarojs/taro'

export interface PickedPlace {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

/** Lets the member choose a place; `cancelled` when they change their mind, `unavailable` when there is no map. */
export async function pickPlace(): Promise<PickedPlace | 'cancelled' | 'unavailable'> {
  try {
    const { name, address, latitude, longitude } = await Taro.chooseLocation({})
    const shown = name || address
    return shown ? { name: shown, latitude, longitude } : 'cancelled'
  } catch (error) {
    return isCancelled(error) ? 'cancelled' : 'unavailable'
  }
}

function isCancelled(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'errMsg' in error && /cancel/.test(String(error.errMsg))
  )
}
