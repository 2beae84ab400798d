/** The language that the browser is set to: `zh-CN`, `en-GB`, ... */
export function systemLanguage(): string {
  return navigator.language
}
