/** A place in a text, and the small pieces of JavaScript that can be read from there. */

/** The text is not understood. `position` counts characters from its beginning. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message)
    this.name = 'SyntaxProblem'
  }
}

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const NAME = /[\p{ID_Start}_$][\p{ID_Continue}$]*/uy
const NUMBER = /[+-]?(?:Infinity|0[xX][\da-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y
/** Up to the first slash that neither a backslash nor a class of characters hides. */
const REGULAR_EXPRESSION = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y
const TEXTS: Readonly<Record<string, RegExp>> = {
  "'": /'((?:[^'\\\n]|\\[\s\S])*)'/y,
  '"': /"((?:[^"\\\n]|\\[\s\S])*)"/y,
  '`': /`((?:[^`\\$]|\\[\s\S]|\$(?!\{))*)`/y,
}
const ESCAPE = /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g
const ESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
}

export class TextReader {
  position = 0

  constructor(private readonly source: string) {}

  get isAtEnd(): boolean {
    return this.position >= this.source.length
  }

  problem(message: string, position = this.position): SyntaxProblem {
    return new SyntaxProblem(message, position)
  }

  /** Goes over spaces and comments. */
  skipBlank(): void {
    this.match(BLANK)
  }

  take(character: string): boolean {
    if (this.source[this.position] !== character) return false
    this.position++
    return true
  }

  name(): string | undefined {
    return this.match(NAME)?.[0]
  }

  number(): number | undefined {
    const [written] = this.match(NUMBER) ?? []
    if (written === undefined) return undefined
    const digits = written.replaceAll('_', '')
    return digits.startsWith('-') ? -Number(digits.slice(1)) : Number(digits)
  }

  text(): string | undefined {
    const quote = this.source[this.position] ?? ''
    const pattern = Object.hasOwn(TEXTS, quote) ? TEXTS[quote] : undefined
    if (!pattern) return undefined
    const [, inner] = this.match(pattern) ?? []
    if (inner === undefined) throw this.problem('the text that begins here does not end')
    return inner.replace(ESCAPE, (_all, point?: string, unit?: string, byte?: string, plain = '') => {
      const code = point ?? unit ?? byte
      return code === undefined ? (ESCAPED[plain] ?? plain) : String.fromCodePoint(Number.parseInt(code, 16))
    })
  }

  regularExpression(): RegExp | undefined {
    const start = this.position
    if (this.source[start] !== '/') return undefined
    const [, pattern, flags] = this.match(REGULAR_EXPRESSION) ?? []
    if (pattern === undefined) throw this.problem('the regular expression that begins here does not end')
    try {
      return new RegExp(pattern, flags)
    } catch (error) {
      throw this.problem(error instanceof Error ? error.message : String(error), start)
    }
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.source)
    if (found) this.position = pattern.lastIndex
    return found
  }
}
