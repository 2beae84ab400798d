/** What earns points, and what levels unlock: asked once a visit. */
import { create } from 'zustand'
import type { Output } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

export type Rules = Output<'points.listRules'>

interface RulesState {
  readonly rules?: Rules
  readonly failure?: ErrorCode
}

export const useRulesStore = create<RulesState>(() => ({}))

/** The rules as they are, or undefined when no answer comes. */
export async function loadRules(): Promise<Rules | undefined> {
  const { rules: known } = useRulesStore.getState()
  if (known) return known
  try {
    useRulesStore.setState({ failure: undefined })
    const rules = await call('points.listRules', {})
    useRulesStore.setState({ rules })
    return rules
  } catch (error) {
    useRulesStore.setState({ failure: toCallError(error).code })
    return undefined
  }
}
