/** The parts used here of packages that ship no types. */

declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { readonly pretendToBeVisual?: boolean })
    readonly window: Window & typeof globalThis
  }
}

declare module 'miniprogram-compiler' {
  /** Runs WeChat's `wcc` over every template below a folder; throws what the compiler complains of. */
  export function wxmlToJs(rootPath: string): string
  /** Runs WeChat's `wcsc` over every style sheet below a folder; throws what the compiler complains of. */
  export function wxssToJs(rootPath: string): string
}
