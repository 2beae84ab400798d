/** A browser asks for what it guards itself. */
export function watchPrivacy(): void {}

/** The guide is declared to WeChat, which shows it; a browser has none to open. */
export const openPrivacyGuide: (() => void) | undefined = undefined
