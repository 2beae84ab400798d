/** The view layer: pages and components drawn by glass-easel on a document of their own. */
import type { GeneralComponent } from 'glass-easel'
import { JSDOM } from 'jsdom'
import { Components, type PageSide } from './components'
import {
  easelNodeOf,
  type GlassEaselModule,
  keepTypedAttributes,
  loadGlassEasel,
  putInPlaceOf,
  type TypedAttributes,
} from './glass-easel'
import { type InstanceServices, makeInstance } from './instance'
import type { JsonObject } from './json'
import { type MiniProgramPackage, TAB_BAR_COMPONENT } from './package'
import { compileTemplates } from './templates'

/** One opened page as it is drawn: its own tree and, on a tab page, the custom tab bar. */
export interface PageView {
  /** Holds the page and its tab bar; queries start here. */
  readonly element: HTMLElement
  /** What the app knows as `this`. */
  readonly instance: JsonObject
  show(): void
  hide(): void
  close(): void
}

export class View {
  private readonly dom = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true })
  private readonly easel: GlassEaselModule
  private readonly typed: TypedAttributes
  private readonly components: Components
  private readonly backend: InstanceType<GlassEaselModule['CurrentWindowBackendContext']>

  constructor(
    private readonly pkg: MiniProgramPackage,
    private readonly services: InstanceServices,
  ) {
    this.easel = loadGlassEasel(this.dom.window)
    this.easel.globalOptions.throwGlobalError = false
    this.easel.addGlobalErrorListener((error) => {
      services.record.fail(error)
      return false
    })
    this.easel.addGlobalWarningListener((message) => {
      services.record.line('warn', [message])
      return false
    })
    this.typed = keepTypedAttributes(this.easel)
    this.components = new Components(this.easel, pkg, compileTemplates(pkg), services)
    this.backend = new this.easel.CurrentWindowBackendContext()
  }

  /**
   * Draws a page that has just been opened, and the tab bar beneath it when it is a tab's.
   * @param definition what the app handed to `Page`.
   */
  open(route: string, definition: JsonObject, own: JsonObject): PageView {
    const element = this.dom.window.document.createElement('div')
    this.dom.window.document.body.appendChild(element)
    let gone = false
    const side: PageSide = {
      page: route,
      openedAt: performance.now(),
      nodes: () => element.getElementsByTagName('*').length,
      gone: () => gone,
    }
    this.components.registerPage(route, definition)
    const page = this.mount(route, side, element)
    const apply = (changes: JsonObject) => this.components.within(side, () => page.setData(changes))
    const instance = makeInstance(
      this.services,
      { ...side, apply },
      { ...definition, ...own },
      definition.data,
    )
    this.components.tie(page, instance)
    const tabBar = this.openTabBar(route, side, element)
    instance.getTabBar = () => (tabBar ? this.components.instanceOf(tabBar) : null)
    return {
      element,
      instance,
      show: () => tabBar?.triggerPageLifetime('show', []),
      hide: () => tabBar?.triggerPageLifetime('hide', []),
      close: () => {
        gone = true
        for (const root of tabBar ? [tabBar, page] : [page]) this.easel.Element.pretendDetached(root)
        element.remove()
      },
    }
  }

  private openTabBar(route: string, side: PageSide, element: HTMLElement): GeneralComponent | undefined {
    if (!this.pkg.hasCustomTabBar || !this.pkg.tabs.includes(route)) return undefined
    this.components.registerComponent(TAB_BAR_COMPONENT)
    return this.mount(TAB_BAR_COMPONENT, side, element)
  }

  private mount(path: string, side: PageSide, parent: HTMLElement): GeneralComponent {
    return this.components.within(side, () => {
      const placeholder = this.dom.window.document.createElement('div')
      parent.appendChild(placeholder)
      const component = this.components.space.createComponentByUrl('page', path, null, this.backend)
      putInPlaceOf(this.easel, component, placeholder)
      component.triggerLifetime('ready', [])
      return component
    })
  }

  /** Fires an event of WeChat's on an element; it bubbles through the app's handlers as on a phone. */
  fire(element: Element, type: string, detail: JsonObject, bubbles: boolean): void {
    const node = easelNodeOf(element)
    if (!node) throw new Error(`No component stands behind <${element.tagName.toLowerCase()}>`)
    this.easel.triggerEvent(node, type, detail, { bubbles, composed: true, capturePhase: true })
  }

  /** The value last set on an element's attribute, with its type. */
  attribute(element: Element, name: string): unknown {
    return this.typed.get(element)?.get(name)
  }

  close(): void {
    this.dom.window.close()
  }
}
