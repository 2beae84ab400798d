import type { Contract } from '../../../contract/index'
import { temporaryUrls } from '../../kit/files'
import type { Run } from '../../kit/handler'
import { findMedia } from '../../media/store'
import { groupFor } from '../group-rules'
import { openGroups } from '../group-store'

/** The one group that fits the caller. Its code is shown only as long as its picture stands passed. */
export const offerGroup: Run<Contract['member.offerGroup']> = async (_input, ctx) => {
  const { survey } = ctx.actor
  const group = groupFor(await openGroups(), { needs: survey?.needs ?? [], city: survey?.city })
  if (!group) return {}
  const code = await findMedia(group.codePhotoId)
  if (code?.state !== 'passed' || !code.photo) return {}
  const { displayFileId } = code.photo
  const codeUrl = (await temporaryUrls([displayFileId])).get(displayFileId)
  if (codeUrl === undefined) return {}
  return {
    group: {
      groupId: group._id,
      name: group.name,
      needs: [...group.needs],
      ...(group.city === undefined ? {} : { city: group.city }),
      codeUrl,
    },
  }
}
