/**
 * A canvas of the kind 2d, as a selector query answers it. Nothing is painted: what was asked for is noted, so that a
 * test can read the words and the pictures. A character is as wide as its size, a Latin one half as wide.
 */
import type { JsonObject } from '../json'
import { asyncApi, WxFailure, type WxHost } from './api'

const NOTED = ['fillText', 'drawImage', 'fillRect'] as const
const QUIET = [
  'save',
  'restore',
  'beginPath',
  'closePath',
  'moveTo',
  'lineTo',
  'arc',
  'arcTo',
  'fill',
  'stroke',
  'clip',
  'scale',
  'translate',
] as const

/** What stands on each canvas is one line a deed, in the record of calls: `canvas.fillText`, `canvas.drawImage`, … */
export function canvasNode(host: WxHost): JsonObject {
  const context: JsonObject = {
    font: '10px sans-serif',
    measureText: (text: unknown) => ({ width: widthOf(String(text), String(context.font)) }),
    ...Object.fromEntries(QUIET.map((name) => [name, () => {}])),
    ...Object.fromEntries(NOTED.map((name) => [name, (...values: unknown[]) => note(host, name, values)])),
  }
  return { width: 0, height: 0, getContext: () => context, createImage: () => makeImage(host) }
}

function note({ record }: WxHost, name: string, values: readonly unknown[]): void {
  record.calls.push({ api: `canvas.${name}`, options: { values: values.map(plain) } })
}

function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'src' in value ? { src: value.src } : value
}

/** An image that has come a moment after its address was set. */
function makeImage({ realm, tasks }: WxHost): JsonObject {
  const image: JsonObject = { width: 600, height: 600 }
  let src = ''
  Object.defineProperty(image, 'src', {
    enumerable: true,
    get: () => src,
    set: (address: string) => {
      src = address
      const done = tasks.begin('an image of a canvas')
      setImmediate(() => {
        realm.call(image.onload, image, [])
        done()
      })
    },
  })
  return image
}

function widthOf(text: string, font: string): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 10)
  return [...text].reduce(
    (width, character) => width + (character.charCodeAt(0) < 0x2e80 ? size / 2 : size),
    0,
  )
}

/** What becomes of a finished canvas: a temporary file, and a place in the phone's album. */
export function canvasApis(host: WxHost): JsonObject {
  const unchosen = (): never => {
    throw new WxFailure('cancel')
  }
  return {
    canvasToTempFilePath: asyncApi(host, 'canvasToTempFilePath', () => ({
      tempFilePath: host.phone.addFile(new Uint8Array([1]), 'png'),
    })),
    saveImageToPhotosAlbum: asyncApi(host, 'saveImageToPhotosAlbum', () => ({})),
    openSetting: asyncApi(host, 'openSetting', () => ({ authSetting: {} })),
    // Nobody chooses a place or an address by default: a test says which with `answer`.
    chooseLocation: asyncApi(host, 'chooseLocation', unchosen),
    chooseAddress: asyncApi(host, 'chooseAddress', unchosen),
  }
}
