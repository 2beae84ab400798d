/** Ties a mini program to the emulator, for one person: the same functions as everywhere, called as WeChat calls them. */
import type { Emulator } from '../../../emulator/types'
import { crossing } from './json'
import type { Cloud } from './wx/cloud'

/** The cloud as the owner of this openid reaches it. */
export function emulatedCloud(emulator: Emulator, openid: string): Cloud {
  return {
    callFunction: async (name, data) => {
      const caller = { identity: { openid }, source: 'wx_client' } as const
      const { json, error } = await emulator.functions.invoke(name, crossing(data), caller)
      if (json === undefined) throw new Error(error?.errorMessage ?? `${name} failed`)
      return JSON.parse(json)
    },
    uploadFile: (path, bytes) => emulator.storage.write(path, bytes),
  }
}

/** A cloud whose answers a test can keep back, to look at what the app shows meanwhile. */
export interface HeldCloud extends Cloud {
  /** Keeps back every answer from now on. */
  hold(): void
  /** Lets the answers go. */
  release(): void
}

export function heldCloud(cloud: Cloud): HeldCloud {
  let held: Promise<void> | undefined
  let open = () => {}
  return {
    hold: () => {
      held = new Promise((resolve) => {
        open = resolve
      })
    },
    release: () => {
      held = undefined
      open()
    },
    callFunction: async (name, data) => {
      await held
      return cloud.callFunction(name, data)
    },
    uploadFile: async (path, bytes) => {
      await held
      return cloud.uploadFile(path, bytes)
    },
  }
}
