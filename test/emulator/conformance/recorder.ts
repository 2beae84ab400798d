/** Notes which of the SDK's functions are called, by wrapping them where they are. The calls themselves go through. */

type Callable = (...parameters: unknown[]) => unknown

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function'
}

/** Every public function of an object, by its name. */
export function functionNames(owner: object): string[] {
  return Object.getOwnPropertyNames(owner).filter(
    (name) => name !== 'constructor' && !name.startsWith('_') && isCallable(Reflect.get(owner, name)),
  )
}

export class Recorder {
  readonly called = new Set<string>()
  readonly known = new Set<string>()

  /** `label` names the owner in the list. Functions in `besides` are no operators. */
  watch(label: string, owner: object, besides: readonly string[] = []): void {
    for (const name of functionNames(owner)) {
      if (besides.includes(name)) continue
      const original: unknown = Reflect.get(owner, name)
      if (!isCallable(original)) continue
      const entry = `${label}.${name}`
      this.known.add(entry)
      const called = this.called
      Reflect.set(owner, name, function record(this: unknown, ...parameters: unknown[]) {
        called.add(entry)
        return Reflect.apply(original, this, parameters)
      })
    }
  }
}
