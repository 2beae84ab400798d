/** What stands around a page in a browser: title, language, and the classes that the tokens listen to. */
import { type Preferences, spokenLanguage } from './preferences'

/** Titles the page that is shown. */
export function titlePage(title: string): void {
  document.title = title
}

/** Puts language and theme on the document itself, so that what lies behind a page follows them. */
export function paintChrome(preferences: Preferences): void {
  document.documentElement.lang = spokenLanguage(preferences)
  document.documentElement.className = `theme-${preferences.theme}`
}
