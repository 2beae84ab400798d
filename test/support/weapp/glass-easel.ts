/**
 * The one place that touches glass-easel's innards: a private copy for each window, and a native node that keeps
 * the typed values it is given. Everything behind it is typed by glass-easel itself.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as GlassEasel from 'glass-easel'

export type GlassEaselModule = typeof GlassEasel

/**
 * What was set on a native element, as the value it was: a DOM attribute would only keep text. Keyed by the
 * element in the document.
 */
export type TypedAttributes = WeakMap<object, Map<string, unknown>>

/** glass-easel reads `window` and `document` as globals; each mini program here has a window of its own. */
export function loadGlassEasel(window: Window): GlassEaselModule {
  const source = readFileSync(createRequire(__filename).resolve('glass-easel'), 'utf8')
  const run = new Function('exports', 'module', 'window', 'document', 'requestAnimationFrame', source)
  const module: { exports: unknown } = { exports: {} }
  run(module.exports, module, window, window.document, (callback: () => void) => setImmediate(callback))
  return module.exports as GlassEaselModule
}

/** Remembers attributes with their types and drops those set to null or undefined, as WeChat does. */
export function keepTypedAttributes(easel: GlassEaselModule): TypedAttributes {
  const typed: TypedAttributes = new WeakMap()
  const prototype = easel.Element.prototype
  const update = prototype.updateAttribute
  prototype.updateAttribute = function (name, value) {
    const element = this.getBackendElement()
    if (element instanceof Object) {
      const values = typed.get(element) ?? new Map<string, unknown>()
      typed.set(element, values.set(name, value))
      if ((value === null || value === undefined) && 'removeAttribute' in element) {
        element.removeAttribute(name)
        return
      }
    }
    update.call(this, name, value)
  }
  return typed
}

/** The glass-easel node that stands behind an element of the document, or behind its nearest ancestor that has one. */
export function easelNodeOf(element: Element): GlassEasel.Element | undefined {
  for (let node: Element | null = element; node; node = node.parentElement) {
    if ('__wxElement' in node) return node.__wxElement as GlassEasel.Element
  }
  return undefined
}

/** Puts a component's drawing in the place of an element of the document; calls its `attached`. */
export function putInPlaceOf(
  easel: GlassEaselModule,
  component: GlassEasel.GeneralComponent,
  placeholder: HTMLElement,
): void {
  const parent = placeholder.parentElement
  if (!parent) throw new Error('The placeholder stands nowhere')
  // glass-easel types the document it draws on as an interface of its own, which every DOM fulfils.
  Reflect.apply(easel.Element.replaceDocumentElement, easel.Element, [component, parent, placeholder])
}
