/** Chromium for the browser tests: one browser, a context a member, and everything that went wrong noted. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/browser'

/** The screen that the design is made for. */
const VIEWPORT = { width: 375, height: 812 }
/** Only what never comes is stopped: a machine may be busy. */
const ACTION_LIMIT_MS = 30_000

export type ColorScheme = 'light' | 'dark'

/** Starts the one browser of a test file. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] })
}

/** A file as it lies on a member's disk. */
export interface LocalFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export interface VisitOptions {
  /** Without it the phone that the design is made for; with it a desk, with a mouse. */
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: ColorScheme
  readonly deviceScaleFactor?: number
}

/** Somebody with a browser of their own: their page, and the complaints it made. */
export class Visit {
  private readonly complaints: string[] = []
  private readonly forgiven: RegExp[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.complaints.push(`thrown: ${error.stack ?? error.message}`))
    page.on('requestfailed', (request) => {
      // A picture whose page was left is not a failure of anything.
      const reason = request.failure()?.errorText ?? ''
      if (reason !== 'net::ERR_ABORTED') this.complaints.push(`failed: ${request.url()} ${reason}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()}: ${response.url()}`)
    })
  }

  /** Opens a browser of its own on the address that lets one in, and waits for the identity page. */
  static async enter(browser: Browser, entryUrl: string, options: VisitOptions = {}): Promise<Visit> {
    const visit = await Visit.open(browser, entryUrl, options)
    await visit.page.locator('button[name="as"]').first().waitFor()
    return visit
  }

  /** Opens a browser of its own on any address of the server. */
  static async open(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
    const isPhone = options.viewport === undefined
    const context = await browser.newContext({
      viewport: options.viewport ?? VIEWPORT,
      hasTouch: isPhone,
      isMobile: isPhone,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      colorScheme: options.colorScheme ?? 'light',
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(ACTION_LIMIT_MS)
    const visit = new Visit(context, page, new URL(url).origin)
    await page.goto(url)
    return visit
  }

  /** Picks who to be on the identity page, and waits for the community. */
  async pick(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).tap()
    await this.at('#feed, #feed-empty').waitFor()
  }

  /** What is seen of a selector: pages beneath the open one stay in the document, hidden. */
  at(selector: string): Locator {
    return this.page.locator(selector).filter({ visible: true })
  }

  /** Opens a page by its address, as a shared link does. */
  async openLink(path: string): Promise<void> {
    // From nowhere, else the app that is open would begin to show the page before it is loaded anew.
    await this.page.goto('about:blank')
    await this.page.goto(`${this.origin}/#${path}`)
  }

  /** Taps what opens the browser's file dialog, and chooses these files there. */
  async chooseFiles(opener: string, files: readonly LocalFile[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.at(opener).tap()])
    await chooser.setFiles(files.map((file) => ({ ...file })))
  }

  /** Lets a complaint pass that the test brings about itself. */
  forgive(pattern: RegExp): void {
    this.forgiven.push(pattern)
  }

  /** What the page complained of and nobody forgave. */
  unforgiven(): string[] {
    return this.complaints.filter((complaint) => !this.forgiven.some((pattern) => pattern.test(complaint)))
  }

  /** Closes the browser's window; throws if the page complained of anything. */
  async close(): Promise<void> {
    await this.context.close()
    const complaints = this.unforgiven()
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`)
  }

  /**
   * Serious and critical violations that axe-core finds on the page, one line each. With `of: 'colors'` only what
   * differs between light and dark is looked at: for a page that has been looked at whole in the other.
   */
  async accessibilityViolations(
    { of }: { of: 'everything' | 'colors' } = { of: 'everything' },
  ): Promise<string[]> {
    // Evaluated by the browser's debugger, which the page's own content policy does not bind.
    await this.page.evaluate(readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8'))
    const unspoken = await this.page.evaluate(findUnspokenText)
    const violations = await this.page.evaluate(async (isColorsOnly) => {
      // It reads the words of neighbouring blocks as one word (“Bob3 min ago”), and letters that are hidden from readers
      // of the screen; `findUnspokenText` asks the same of them, block by block.
      const rules = { 'label-content-name-mismatch': { enabled: false } }
      const only = isColorsOnly
        ? { runOnly: { type: 'rule' as const, values: ['color-contrast'] } }
        : { rules }
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...only })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`),
        )
    }, of === 'colors')
    return [...unspoken, ...violations]
  }

  /** Whatever is wider than the screen or cut off, one line each; see `findCutText`. */
  cutText(): Promise<string[]> {
    return this.page.evaluate(findCutText)
  }
}

declare global {
  interface Window {
    readonly axe: typeof import('axe-core')
  }
}

/**
 * Runs in the page. Who speaks to a browser names what they see: all the words that stand on a control must be in its
 * label (WCAG 2.5.3), but for those that are hidden from readers of the screen.
 */
function findUnspokenText(): string[] {
  const bare = (text: string) => text.replace(/[\s\p{P}]/gu, '').toLowerCase()
  const controls = document.querySelectorAll(
    '[role="button"], [role="link"], [role="tab"], [role="radio"], [role="switch"], [role="checkbox"]',
  )
  return [...controls].flatMap((control) => {
    const label = bare(control.getAttribute('aria-label') ?? '')
    const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const isHidden = node.parentElement?.closest('[aria-hidden="true"]')
      const words = bare(node.textContent ?? '')
      const isSeen = node.parentElement?.checkVisibility() ?? false
      if (isSeen && !isHidden && !label.includes(words))
        found.push(`unspoken: ${control.id} "${node.textContent}"`)
    }
    return found
  })
}

/**
 * Runs in the page. Text is cut when its box hides part of it without an ellipsis or a line clamp, when a control's
 * own words are shortened at all, or when it stands beyond the edge of the screen where nothing scrolls to it.
 */
function findCutText(): string[] {
  const TOLERANCE_PX = 1
  const found: string[] = []
  const width = document.documentElement.clientWidth
  const isShown = (element: Element) => {
    const { width: w, height: h } = element.getBoundingClientRect()
    return w > 0 && h > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const ownText = (element: Element) =>
    [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent?.trim() ?? '')
      .join('')
  const scrollsSideways = (element: Element): boolean => {
    for (let node: Element | null = element; node; node = node.parentElement) {
      const { overflowX } = getComputedStyle(node)
      if ((overflowX === 'auto' || overflowX === 'scroll') && node.scrollWidth > node.clientWidth) return true
      if (node.matches('swiper-core, taro-swiper-core, .swiper-container, .swiper')) return true
    }
    return false
  }
  for (const element of document.querySelectorAll('body *')) {
    const text = ownText(element)
    if (text === '' || !isShown(element)) continue
    const style = getComputedStyle(element)
    const name = `<${element.tagName.toLowerCase()} id="${element.id}" class="${element.className}"> "${text.slice(0, 30)}"`
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
    const isControl = element.closest('button, [role="button"], [role="tab"], [role="radio"]') !== null
    const tooWide = element.scrollWidth > element.clientWidth + TOLERANCE_PX && hides(style.overflowX)
    const tooHigh = element.scrollHeight > element.clientHeight + TOLERANCE_PX && hides(style.overflowY)
    const isCard = element.closest('[data-may-shorten], [id^="post-card-"]') !== null
    if ((tooWide || tooHigh) && (!isShortened || (isControl && !isCard))) found.push(`cut: ${name}`)
    const box = element.getBoundingClientRect()
    if ((box.right > width + TOLERANCE_PX || box.left < -TOLERANCE_PX) && !scrollsSideways(element))
      found.push(`beyond the edge: ${name} ${Math.round(box.left)}..${Math.round(box.right)}`)
  }
  const root = document.scrollingElement
  if (root && root.scrollWidth > width + TOLERANCE_PX) found.push(`the page is ${root.scrollWidth} px wide`)
  return found
}
