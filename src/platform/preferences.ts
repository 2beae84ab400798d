/** What a person has chosen for this phone: language, theme, size of text. */
import { create } from 'zustand'
import { hasFields, keep, recall } from './storage'
import { systemLanguage } from './system-language'

/** The languages that the app speaks. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const
export const THEMES = ['system', 'light', 'dark'] as const
/** 1, 1.25, 1.5 and 1.75 times the usual size; app.scss knows the factors. */
export const TEXT_SIZES = ['standard', 'large', 'larger', 'extra'] as const

export type Language = (typeof LANGUAGES)[number]

export interface Preferences {
  language: (typeof LANGUAGE_CHOICES)[number]
  theme: (typeof THEMES)[number]
  textSize: (typeof TEXT_SIZES)[number]
}

const KEY = 'preferences'
const DEFAULTS: Preferences = { language: 'system', theme: 'system', textSize: 'standard' }

export const usePreferences = create<Preferences>(() => ({
  ...DEFAULTS,
  ...recall(KEY, hasFields<Preferences>('language', 'theme', 'textSize')),
}))

/** Changes a preference, now and for the next visit. */
export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  keep(KEY, usePreferences.getState())
}

/** Asked once: the phone answers slowly, and every component asks. */
let systemsOwn: Language | undefined

/** The language to speak: the one that was chosen, or the system's; English where that is one we do not speak. */
export function spokenLanguage({ language }: Pick<Preferences, 'language'>): Language {
  if (language !== 'system') return language
  systemsOwn ??= systemLanguage().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  return systemsOwn
}
