/** What the phone keeps between two visits. A full or broken storage costs comfort, never the visit. */
import Taro from '@tarojs/taro'

/** Each key with the shape it holds; the number is raised when a shape changes, so that old data is not misread. */
const VERSION = 2
const PREFIX = 'tonghao.'

/** Reads what `keep` wrote, when `isValid` recognises it. */
export function recall<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = Taro.getStorageSync(versioned(key))
    return isValid(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps a JSON value under a key. */
export function keep(key: string, value: object): void {
  try {
    Taro.setStorageSync(versioned(key), value)
  } catch {
    // Ten megabytes are full, or the browser forbids it: the app works without.
  }
}

/** Forgets a key. */
export function forget(key: string): void {
  try {
    Taro.removeStorageSync(versioned(key))
  } catch {
    // What cannot be forgotten is overwritten the next time.
  }
}

/** Forgets everything but these keys: what is one person's and not the phone's. */
export function forgetAllBut(kept: readonly string[]): void {
  const spared = kept.map(versioned)
  try {
    for (const key of Taro.getStorageInfoSync().keys)
      if (key.startsWith(PREFIX) && !spared.includes(key)) Taro.removeStorageSync(key)
  } catch {
    // What cannot be read now could not be kept either.
  }
}

/** Whether a value is an object with these fields: enough to tell our own data from another version's. */
export function hasFields<T extends object>(...names: (keyof T & string)[]) {
  return (value: unknown): value is T =>
    typeof value === 'object' && value !== null && names.every((name) => name in value)
}

function versioned(key: string): string {
  return `${PREFIX}${VERSION}.${key}`
}
