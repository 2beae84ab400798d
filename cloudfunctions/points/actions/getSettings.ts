import type { Contract } from '../../../contract/index'
import { readConfigNow } from '../../kit/configs'
import type { Run } from '../../kit/handler'
import { pointsConfig } from '../settings'

/** The rules and caps as they are saved. */
export const getSettings: Run<Contract['points.getSettings']> = async () => {
  const { version, values } = await readConfigNow(pointsConfig)
  return { version, values }
}
