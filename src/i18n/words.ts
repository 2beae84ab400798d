/** The words of the chosen language. */
import { type Preferences, usePreferences } from '../platform/preferences'
import { en } from './en'
import { type Words, zhCN } from './zh-CN'

export type { Words } from './zh-CN'

const DICTIONARIES: Record<Preferences['language'], Words> = { 'zh-CN': zhCN, en }

/** The words, for a component: it is drawn anew when the language changes. */
export function useWords(): Words {
  return DICTIONARIES[usePreferences((preferences) => preferences.language)]
}

/** The words, for a store's verb. */
export function wordsNow(): Words {
  return DICTIONARIES[usePreferences.getState().language]
}
