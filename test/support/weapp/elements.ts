/** Finds what is drawn and touches it: queries, taps, text, forms. */
import type { JsonObject } from './json'
import type { View } from './view'

/** Events that rise through the tree; WeChat's others do not. */
const BUBBLING = /^(tap|longpress|longtap|touch)/
const FORM_FIELDS = '[name]:not([name=""])'

export class Elements {
  /** What was typed; a new value from the app goes before it. */
  private readonly typed = new WeakMap<Element, unknown>()

  constructor(
    private readonly view: View,
    private readonly root: () => Element,
  ) {}

  all(selector: string): Element[] {
    return [...this.root().querySelectorAll(selector)]
  }

  get(selector: string): Element {
    const element = this.root().querySelector(selector)
    if (!element) throw new Error(`There is no ${selector} on the page; it says: ${this.root().textContent}`)
    return element
  }

  resolve(target: string | Element): Element {
    return typeof target === 'string' ? this.get(target) : target
  }

  byText(text: string): Element {
    const found = this.all('*').filter((element) => element.textContent?.trim() === text)
    const innermost = found.at(-1)
    if (!innermost) throw new Error(`Nothing says "${text}" on the page; it says: ${this.root().textContent}`)
    return innermost
  }

  depth(): number {
    const below = (element: Element): number => 1 + Math.max(0, ...[...element.children].map(below))
    return below(this.root())
  }

  fire(target: string | Element, type: string, detail: JsonObject): void {
    this.view.fire(this.resolve(target), type, detail, BUBBLING.test(type))
  }

  tap(target: string | Element): void {
    const element = this.resolve(target)
    const button = element.closest('button')
    if (button && this.view.attribute(button, 'disabled') === true) return
    this.fire(element, 'tap', { x: 0, y: 0 })
    const kind = button?.getAttribute('form-type')
    const form = kind ? button?.closest('form') : undefined
    if (form) this.fire(form, kind === 'reset' ? 'reset' : 'submit', this.formValues(form))
  }

  input(target: string | Element, value: string): void {
    const element = this.resolve(target)
    this.typed.set(element, value)
    this.fire(element, 'focus', { value: '', height: 0 })
    this.fire(element, 'input', { value, cursor: value.length, keyCode: 0 })
  }

  confirm(target: string | Element): void {
    const element = this.resolve(target)
    this.fire(element, 'confirm', { value: this.valueOf(element) })
  }

  private valueOf(element: Element): unknown {
    return this.typed.get(element) ?? this.view.attribute(element, 'value') ?? ''
  }

  private formValues(form: Element): JsonObject {
    const fields = [...form.querySelectorAll(FORM_FIELDS)]
    return {
      value: Object.fromEntries(fields.map((field) => [field.getAttribute('name'), this.valueOf(field)])),
    }
  }
}
