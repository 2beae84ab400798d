/**
 * A member's guard document: written by every transaction that must not commit after the member was banned (points,
 * orders, ballots, seats), and by the ban. Two transactions that write one document cannot both commit unseen by each
 * other, so what meets a ban runs again and finds it.
 */
import { AppError } from './app-error'
import { increasedBy } from './cloud'
import { MEMBER_GUARDS, type MemberGuardDocument } from './collections'
import type { Transaction } from './transaction'

/**
 * Ties the transaction to the member's standing.
 * @throws AppError MEMBER_BANNED, or NOT_A_MEMBER for one who has left
 */
export async function passGuard(tx: Transaction, memberId: string): Promise<void> {
  const guards = tx.collection<MemberGuardDocument>(MEMBER_GUARDS)
  const guard = await guards.get(memberId)
  if (guard?.standing === 'banned') throw new AppError('MEMBER_BANNED')
  if (guard?.standing === 'deleted') throw new AppError('NOT_A_MEMBER')
  if (guard) await guards.update(memberId, { writes: increasedBy(1) })
  else await guards.add(newGuard(memberId, 'active'))
}

/** Whether an error is `passGuard`'s refusal: whoever it is about earns nothing, and a job goes on with the others. */
export function isGuardRefusal(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'MEMBER_BANNED' || error.code === 'NOT_A_MEMBER')
}

/** The guard of a member who is made in this transaction: there is none to ask for. */
export async function addGuard(tx: Transaction, memberId: string): Promise<void> {
  await tx.collection<MemberGuardDocument>(MEMBER_GUARDS).add(newGuard(memberId, 'active'))
}

/** Sets what the guard says, in the transaction that changes the member's standing; answers what it said before. */
export async function setGuard(
  tx: Transaction,
  memberId: string,
  standing: MemberGuardDocument['standing'],
): Promise<MemberGuardDocument['standing'] | undefined> {
  const guards = tx.collection<MemberGuardDocument>(MEMBER_GUARDS)
  const guard = await guards.get(memberId)
  if (guard) await guards.update(memberId, { standing, writes: increasedBy(1) })
  else await guards.add(newGuard(memberId, standing))
  return guard?.standing
}

function newGuard(memberId: string, standing: MemberGuardDocument['standing']): MemberGuardDocument {
  return { _id: memberId, schemaVersion: 1, standing, writes: 1 }
}
