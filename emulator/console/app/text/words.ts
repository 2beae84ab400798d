/** The language of the page. */
import { createContext, useContext } from 'react'
import { en } from './en'
import { type Words, zh } from './zh'

export type Language = 'zh' | 'en'
export const dictionaries: Readonly<Record<Language, Words>> = { zh, en }

const STORED = 'console-language'

/** What was chosen before, else what the browser speaks. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED, language)
}

export const WordsContext = createContext<Words>(zh)

export function useWords(): Words {
  return useContext(WordsContext)
}
