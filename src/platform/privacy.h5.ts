/** A browser asks for what it guards itself. */
export function watchPrivacy(): void {}
