/** What came of the fair places of new authors, for those who moderate. */
import type { Output } from '../../../contract'
import { call } from '../../platform/cloud'

export type ExposureReport = Output<'post.getExposureReport'>

/**
 * The latest posts of new authors that were given places of their own.
 * @throws CallError FORBIDDEN, or no answer.
 */
export function loadExposureReport(): Promise<ExposureReport> {
  return call('post.getExposureReport', {})
}
