/** The words of the chosen language. */
import { type Language, spokenLanguage, usePreferences } from '../platform/preferences'
import { en } from './en'
import { type Words, zhCN } from './zh-CN'

export type { Words } from './zh-CN'

const DICTIONARIES: Record<Language, Words> = { 'zh-CN': zhCN, en }

/** The words, for a component: it is drawn anew when the language changes. */
export function useWords(): Words {
  return DICTIONARIES[usePreferences(spokenLanguage)]
}

/** The words, for a store's verb. */
export function wordsNow(): Words {
  return DICTIONARIES[spokenLanguage(usePreferences.getState())]
}
