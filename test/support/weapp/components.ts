/** Registers the app's pages and components with glass-easel, and ties what is drawn to the app's instances. */
import type { GeneralComponent, ShadowedEvent } from 'glass-easel'
import type { GlassEaselModule } from './glass-easel'
import { type InstanceServices, makeInstance } from './instance'
import { crossingObject, isObject, type JsonObject } from './json'
import type { MiniProgramPackage } from './package'
import type { TemplateGroups } from './templates'

/** The page that an element or component belongs to. */
export interface PageSide {
  readonly page: string
  readonly openedAt: number
  nodes(): number
  gone(): boolean
}

type Space = InstanceType<GlassEaselModule['ComponentSpace']>
type Definition = Parameters<Space['defineComponent']>[0]
type Method = (...values: unknown[]) => unknown

const LIFETIMES = ['created', 'attached', 'ready', 'detached']
const PAGE_LIFETIMES = ['show', 'hide']
/** What a native component may declare and this harness would pass over in silence. */
const NOT_EMULATED = ['observers', 'behaviors', 'relations', 'externalClasses']

/** The app's `String` is not ours: types are told apart by their names. */
const TYPES = { String, Number, Boolean, Object, Array } as const
const isTypeName = (name: string): name is keyof typeof TYPES => name in TYPES
const typeOf = (type: unknown) => {
  const name = typeof type === 'function' ? type.name : ''
  return isTypeName(name) ? TYPES[name] : null
}

/** An event as it arrives in the app: plain values only. */
function plainEvent(event: ShadowedEvent<unknown>): JsonObject {
  const side = (node: ShadowedEvent<unknown>['target']) => ({
    id: node.id,
    offsetLeft: 0,
    offsetTop: 0,
    dataset: { ...node.dataset },
  })
  return crossingObject({
    type: event.type,
    timeStamp: event.timeStamp,
    detail: event.detail ?? {},
    mark: event.mark ?? {},
    target: side(event.target),
    currentTarget: side(event.currentTarget),
    touches: [],
    changedTouches: [],
  })
}

export class Components {
  readonly space: Space
  /** The page whose view is being made or changed just now: new components belong to it. */
  private current: PageSide | undefined
  private readonly registered = new Set<string>()
  private readonly origins = new WeakMap<
    GeneralComponent,
    { readonly side: PageSide; readonly definition: JsonObject }
  >()
  private readonly instances = new WeakMap<GeneralComponent, JsonObject>()

  constructor(
    easel: GlassEaselModule,
    private readonly pkg: MiniProgramPackage,
    private readonly templates: TemplateGroups,
    private readonly services: InstanceServices,
  ) {
    this.space = new easel.ComponentSpace()
  }

  /** Runs work on the view of one page. */
  within<T>(side: PageSide, work: () => T): T {
    const outer = this.current
    this.current = side
    try {
      return work()
    } finally {
      this.current = outer
    }
  }

  /** Ties a drawn page to the instance that its events go to. */
  tie(component: GeneralComponent, instance: JsonObject): void {
    this.instances.set(component, instance)
  }

  instanceOf(component: GeneralComponent): JsonObject | undefined {
    return this.instances.get(component)
  }

  /** Registers a page's template, whose handlers are the page's own functions. */
  registerPage(route: string, definition: JsonObject): void {
    if (this.registered.has(route)) return
    this.registered.add(route)
    const names = Object.keys(definition).filter((name) => typeof definition[name] === 'function')
    this.space.defineComponent({
      is: route,
      using: this.using(route),
      template: this.template(route),
      data: crossingObject(definition.data),
      methods: Object.fromEntries(names.map((name) => [name, this.handler(definition[name])])),
      options: { writeIdToDOM: true },
    })
  }

  /** Registers a custom component and all it uses. */
  registerComponent(path: string): void {
    if (this.registered.has(path)) return
    this.registered.add(path)
    const { definitions } = this.services.realm
    if (this.pkg.has(`${path}.js`)) this.services.realm.require(`/${path}`)
    const definition = definitions.components.get(path) ?? {}
    for (const part of NOT_EMULATED)
      if (isObject(definition[part]) && Object.keys(definition[part]).length > 0)
        throw new Error(`not emulated: ${part} of the component ${path}`)
    const options = isObject(definition.options) ? definition.options : {}
    this.space.defineComponent({
      is: path,
      using: this.using(path),
      template: this.template(path),
      properties: this.properties(definition),
      data: crossingObject(definition.data),
      methods: this.methods(definition),
      lifetimes: this.lifetimes(definition),
      pageLifetimes: this.pageLifetimes(definition),
      options: {
        virtualHost: options.virtualHost === true,
        multipleSlots: options.multipleSlots === true,
        writeIdToDOM: true,
      },
    })
  }

  private using(path: string): Record<string, string> {
    const used = [...this.pkg.componentsOf(path)]
    for (const [, target] of used) this.registerComponent(target)
    return Object.fromEntries(used.map(([tag, target]) => [tag, `/${target}`]))
  }

  private template(path: string): NonNullable<Definition['template']> {
    return { content: this.templates[path], groupList: this.templates, fallbackListenerOnNativeNode: true }
  }

  /** A function of the app, called with the app's instance; an event is handed over as plain values. */
  private handler(callee: unknown): Method {
    const self = (component: GeneralComponent) => this.facade(component)
    const { realm } = this.services
    return function (this: GeneralComponent, ...values: unknown[]) {
      const handed = values.map((value) => (isEvent(value) ? realm.copy(plainEvent(value)) : value))
      return realm.call(callee, self(this), handed)
    }
  }

  private methods(definition: JsonObject): Record<string, Method> {
    const methods = isObject(definition.methods) ? definition.methods : {}
    return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, this.handler(method)]))
  }

  private lifetimes(definition: JsonObject): Record<string, Method> {
    const declared = isObject(definition.lifetimes) ? definition.lifetimes : {}
    const names = LIFETIMES.filter((name) => declared[name] ?? definition[name])
    const lifetimes = Object.fromEntries(
      names.map((name) => [name, this.handler(declared[name] ?? definition[name])]),
    )
    return { ...lifetimes, created: this.created(definition, lifetimes.created) }
  }

  private created(definition: JsonObject, own: Method | undefined): Method {
    const note = (component: GeneralComponent) => {
      if (this.current) this.origins.set(component, { side: this.current, definition })
    }
    return function (this: GeneralComponent) {
      note(this)
      return own?.call(this)
    }
  }

  private pageLifetimes(definition: JsonObject): Record<string, Method> {
    const declared = isObject(definition.pageLifetimes) ? definition.pageLifetimes : {}
    const names = PAGE_LIFETIMES.filter((name) => declared[name])
    return Object.fromEntries(names.map((name) => [name, this.handler(declared[name])]))
  }

  private properties(definition: JsonObject): Definition['properties'] {
    const declared = isObject(definition.properties) ? definition.properties : {}
    const entries = Object.entries(declared).map(([name, option]) => {
      if (!isObject(option)) return [name, { type: typeOf(option) }]
      const value = crossingObject({ value: option.value }).value
      return [name, { type: typeOf(option.type), value, observer: this.observer(name, option.observer) }]
    })
    return Object.fromEntries(entries)
  }

  /** Keeps the instance's data up to date, then tells the app if it wants to know. */
  private observer(name: string, own: unknown): Method {
    const facade = (component: GeneralComponent) =>
      typeof own === 'function' ? this.facade(component) : this.instances.get(component)
    const { realm } = this.services
    return function (this: GeneralComponent, value: unknown, old: unknown) {
      const instance = facade(this)
      if (!instance) return
      if (isObject(instance.data)) instance.data[name] = realm.copy(value)
      realm.call(own, instance, [realm.copy(value), realm.copy(old)])
    }
  }

  /** The app's instance of a component, made when it is first needed. */
  private facade(component: GeneralComponent): JsonObject {
    const known = this.instances.get(component)
    if (known) return known
    const origin = this.origins.get(component)
    if (!origin) throw new Error(`The component ${component.is} belongs to no page`)
    const { side, definition } = origin
    const methods = isObject(definition.methods) ? definition.methods : {}
    const view = {
      page: side.page,
      component: component.is,
      openedAt: side.openedAt,
      nodes: () => side.nodes(),
      gone: () => side.gone(),
      apply: (changes: JsonObject) => this.within(side, () => component.setData(changes)),
    }
    const instance = makeInstance(this.services, view, methods, component.data)
    instance.properties = instance.data
    instance.triggerEvent = (name: string, detail: unknown) => component.triggerEvent(name, detail, {})
    this.instances.set(component, instance)
    return instance
  }
}

function isEvent(value: unknown): value is ShadowedEvent<unknown> {
  return isObject(value) && 'currentTarget' in value && 'type' in value
}
