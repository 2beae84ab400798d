/** The question is WeChat's; a browser has no such thing. */
export function PrivacySheet() {
  return null
}
