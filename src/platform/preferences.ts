/** What a person has chosen for this phone: language, theme, size of text. */
import { create } from 'zustand'
import { hasFields, keep, recall } from './storage'

export const LANGUAGES = ['zh-CN', 'en'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const TEXT_SIZES = ['standard', 'large', 'extra'] as const

export interface Preferences {
  language: (typeof LANGUAGES)[number]
  theme: (typeof THEMES)[number]
  textSize: (typeof TEXT_SIZES)[number]
}

const KEY = 'preferences'
const DEFAULTS: Preferences = { language: 'zh-CN', theme: 'system', textSize: 'standard' }

export const usePreferences = create<Preferences>(() => ({
  ...DEFAULTS,
  ...recall(KEY, hasFields<Preferences>('language', 'theme', 'textSize')),
}))

/** Changes a preference, now and for the next visit. */
export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  keep(KEY, usePreferences.getState())
}
