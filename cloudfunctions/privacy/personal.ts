/** What privacy itself keeps of a person: their export. */
import type { PersonalData } from '../kit/personal'
import { findExport, removeExport } from './export-store'

export const personal: PersonalData = {
  domain: 'privacy',
  // An export does not carry itself.
  exportOf: async () => ({ parts: [] }),
  async eraseSlice({ memberId }) {
    const found = await findExport(memberId)
    if (found) await removeExport(found)
    return { erased: found ? 1 : 0 }
  },
}
