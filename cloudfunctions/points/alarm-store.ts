/** What stops when the books are wrong: redeeming and payouts. Check-ins and small earnings go on. PRODUCT 5.8. */
import { AppError } from '../kit/app-error'
import { findFaults } from './audit-store'

/**
 * Asked by whatever pays points out or takes them in for goods, beside what else it reads: one read.
 * @throws AppError BOOKS_CLOSED while the audit has found something that it cannot explain
 */
export async function demandSoundBooks(): Promise<void> {
  if (!(await areBooksSound())) throw new AppError('BOOKS_CLOSED')
}

/** Whether the audit has found nothing that it cannot explain. */
export async function areBooksSound(): Promise<boolean> {
  return (await findFaults(1)).length === 0
}
