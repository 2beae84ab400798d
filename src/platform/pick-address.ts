/** Choosing an address from those that WeChat keeps. `pick-address.h5.ts`: a browser keeps none, there it is written. */
import Taro from '@tarojs/taro'

export interface PickedAddress {
  readonly name: string
  readonly phone: string
  /** Province, city and district. */
  readonly region: string
  readonly detail: string
}

/** Whether there is anything to choose from. */
export const canPickAddress = true

/** Lets the member choose an address; undefined when they change their mind, or do not let us see any. */
export async function pickAddress(): Promise<PickedAddress | undefined> {
  try {
    const { userName, telNumber, provinceName, cityName, countyName, detailInfo } = await Taro.chooseAddress()
    return {
      name: userName,
      phone: telNumber,
      region: `${provinceName}${cityName}${countyName}`,
      detail: detailInfo,
    }
  } catch {
    return undefined
  }
}
