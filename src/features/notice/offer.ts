/**
 * Asking to allow messages: only after a meaningful tap, never against a refusal that is still fresh. The question stands in `MessageOffer`; the tap on it opens WeChat's own.
 */
import { create } from 'zustand'
import type { Output } from '../../../contract'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { hasFields, keep, recall } from '../../platform/storage'
import { askForMessages } from '../../platform/subscribe'
import { toast } from '../../platform/toast'
import { useMemberStore } from '../member/store'
import { CREDITS_ENOUGH, DAILY_CREDITS_ENOUGH, type Declined, declinedAgain, mayOffer } from './offer-rules'

type Templates = Output<'notice.getTemplates'>
export type MeaningfulTap = keyof Templates['afterTap']
export type TemplateKey = keyof Templates['credits']

interface OfferState {
  /** The deed after which the question stands open. */
  readonly tap?: MeaningfulTap
  readonly templates?: Templates
}

interface KeptRefusals {
  readonly declined: Partial<Record<MeaningfulTap, Declined>>
}

const KEY = 'subscribe'

export const useOfferStore = create<OfferState>(() => ({}))

/** Which templates there are and what is left of them; asked once a visit, and anew after each consent. */
export async function loadTemplates(): Promise<Templates | undefined> {
  try {
    const templates = await call('notice.getTemplates', {})
    useOfferStore.setState({ templates })
    return templates
  } catch {
    return undefined
  }
}

/** Opens the question after a deed, when it may be asked. Quiet in every other case. */
export async function offerMessages(tap: MeaningfulTap): Promise<void> {
  if (!useMemberStore.getState().me) return
  const templates = useOfferStore.getState().templates ?? (await loadTemplates())
  const [first] = templates?.afterTap[tap] ?? []
  if (!templates || !first) return
  const enough = tap === 'checkIn' ? DAILY_CREDITS_ENOUGH : CREDITS_ENOUGH
  if (mayOffer(refusals().declined[tap], templates.credits[first] ?? 0, Date.now(), enough))
    useOfferStore.setState({ tap })
}

/** The member does not want to be told this time: remembered, so that they are left in peace. */
export function declineOffer(): void {
  const { tap } = useOfferStore.getState()
  useOfferStore.setState({ tap: undefined })
  if (!tap) return
  const { declined } = refusals()
  const kept: KeptRefusals = { declined: { ...declined, [tap]: declinedAgain(declined[tap], Date.now()) } }
  keep(KEY, kept)
}

/** Opens WeChat's question; must run in the very tap. What was allowed is recorded, a refusal remembered. */
export async function acceptOffer(): Promise<void> {
  const { tap } = useOfferStore.getState()
  if (!tap) return
  const isAllowed = await allowMessages(tap)
  if (!isAllowed) {
    declineOffer()
    return
  }
  useOfferStore.setState({ tap: undefined })
  toast(wordsNow().subscribe.thanks)
}

/** Asks for the templates of a tap and records the answer; answers whether any was allowed. */
export async function allowMessages(tap: MeaningfulTap): Promise<boolean> {
  const { templates } = useOfferStore.getState()
  const wanted = templates?.afterTap[tap] ?? []
  const templateIds = (templates?.templates ?? [])
    .filter(({ key }) => wanted.includes(key))
    .map(({ templateId }) => templateId)
  if (templateIds.length === 0) return false
  const answers = await askForMessages(templateIds)
  if (answers.length === 0) return false
  try {
    const { credits } = await call('notice.recordConsent', {
      requestId: newRequestId(),
      templates: answers.map((answer) => ({ ...answer })),
    })
    if (templates) useOfferStore.setState({ templates: { ...templates, credits } })
  } catch {
    // An allowance that was not recorded is not used; the platform has shown its own word.
  }
  return answers.some(({ accepted }) => accepted)
}

function refusals(): KeptRefusals {
  return recall(KEY, hasFields<KeptRefusals>('declined')) ?? { declined: {} }
}
