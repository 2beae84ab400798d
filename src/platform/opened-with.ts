/** What a page was opened with: the parameter of a card, or the scene of a mini program code. PURE. */

export interface OpenedWith {
  readonly parameter?: string
  /** What a code carries, as WeChat hands it over: percent-encoded. */
  readonly scene?: string
}

/** The id that the address names, or '' when it names none. */
export function idOpenedWith({ parameter, scene }: OpenedWith, pattern: RegExp): string {
  if (parameter) return parameter
  return pattern.exec(scene ? decoded(scene) : '')?.[0] ?? ''
}

/** An address can be edited: what is no encoding is read as it stands. */
function decoded(scene: string): string {
  try {
    return decodeURIComponent(scene)
  } catch {
    return scene
  }
}
