import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { removed } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { findMedia } from '../../media/store'
import { type GroupDocument, MEMBER_GROUPS } from '../collections'
import { demandGroupCode, demandShownText } from '../rules'

/** Makes a group known or changes one. The last to save is right. */
export const saveGroup: Run<Contract['member.saveGroup']> = async (input, ctx) => {
  const { requestId, groupId, ...wanted } = input
  demandVisible('name', input.name)
  const [verdict, photo] = await Promise.all([
    checkText(ctx, 'profile', `${input.name} ${input.city ?? ''}`),
    findMedia(input.codePhotoId),
  ])
  demandShownText(verdict)
  demandGroupCode(photo)
  const workId = await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'member.saveGroup',
      input,
      workId: groupId ?? ctx.newId('grp'),
      now: ctx.now,
    })
    if (claim.first) await keepGroup(tx, claim.workId, groupId !== undefined, wanted, claim.createdAt)
    return claim.workId
  })
  return { groupId: workId }
}

async function keepGroup(
  tx: Transaction,
  groupId: string,
  mustExist: boolean,
  wanted: Omit<GroupDocument, '_id' | 'schemaVersion' | 'createdAt'>,
  createdAt: number,
): Promise<void> {
  const groups = tx.collection<GroupDocument>(MEMBER_GROUPS)
  if (!mustExist) return groups.add({ _id: groupId, schemaVersion: 1, ...wanted, createdAt })
  if (!(await groups.get(groupId))) throw new AppError('NOT_FOUND')
  await groups.update(groupId, { ...wanted, city: wanted.city ?? removed() })
}
