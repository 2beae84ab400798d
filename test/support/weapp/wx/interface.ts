/** What shows something to the member: told to the record, answered as a willing member would. */
import { isObject, type JsonObject } from '../json'
import { asyncApi, type WxHost } from './api'
import { canvasNode } from './canvas'

const ACKNOWLEDGED = [
  'showToast',
  'hideToast',
  'showLoading',
  'hideLoading',
  'showNavigationBarLoading',
  'hideNavigationBarLoading',
  'setNavigationBarTitle',
  'setNavigationBarColor',
  'setBackgroundColor',
  'setBackgroundTextStyle',
  'startPullDownRefresh',
  'stopPullDownRefresh',
  'pageScrollTo',
  'showShareMenu',
  'hideShareMenu',
  'hideHomeButton',
  'showTabBar',
  'hideTabBar',
  'hideKeyboard',
  'previewImage',
  'previewMedia',
  'setClipboardData',
  'vibrateShort',
  'preloadSubpackage',
  'requestSubscribeMessage',
]

export function interfaceApis(host: WxHost): JsonObject {
  const acknowledged = ACKNOWLEDGED.map((name) => [name, asyncApi(host, name, () => ({}))])
  return {
    ...Object.fromEntries(acknowledged),
    showModal: asyncApi(host, 'showModal', () => ({ confirm: true, cancel: false, content: '' })),
    showActionSheet: asyncApi(host, 'showActionSheet', () => ({ tapIndex: 0 })),
    nextTick: (callback: unknown) => {
      const done = host.tasks.begin('wx.nextTick')
      setImmediate(() => {
        host.realm.call(callback, undefined, [])
        done()
      })
    },
    createSelectorQuery: () => selectorQuery(host),
    createIntersectionObserver: () => intersectionObserver(),
  }
}

/** Geometry is not emulated: whoever measures gets one plausible box, so that what measures itself goes on. */
const BOX = {
  id: '',
  dataset: {},
  left: 0,
  top: 0,
  right: 375,
  bottom: 40,
  width: 375,
  height: 40,
  scrollTop: 0,
  scrollLeft: 0,
  scrollHeight: 40,
  scrollWidth: 375,
}

function selectorQuery(host: WxHost): JsonObject {
  const { realm, tasks } = host
  const asked: { all: boolean; callback: unknown; wantsNode: boolean }[] = []
  let all = false
  const select = (many: boolean) => () => {
    all = many
    return query
  }
  const ask = (callback: unknown, wantsNode = false) => {
    asked.push({ all, callback, wantsNode })
    return query
  }
  const query: JsonObject = {
    in: () => query,
    select: select(false),
    selectAll: select(true),
    selectViewport: select(false),
    boundingClientRect: (callback: unknown) => ask(callback),
    scrollOffset: (callback: unknown) => ask(callback),
    context: (callback: unknown) => ask(callback),
    node: (callback: unknown) => ask(callback, true),
    fields: (wanted: unknown, callback: unknown) => ask(callback, isObject(wanted) && wanted.node === true),
    exec: (callback: unknown) => {
      const done = tasks.begin('a selector query')
      setImmediate(() => {
        const answers = asked.map(({ all, wantsNode }) => {
          const box = realm.copyObject(BOX)
          // A node is the view's own object: it does not cross as JSON.
          if (wantsNode) box.node = canvasNode(host)
          return all ? [box] : box
        })
        asked.forEach((question, index) => {
          realm.call(question.callback, undefined, [answers[index]])
        })
        realm.call(callback, undefined, [answers])
        done()
      })
      return query
    },
  }
  return query
}

function intersectionObserver(): JsonObject {
  const observer: JsonObject = {
    relativeTo: () => observer,
    relativeToViewport: () => observer,
    observe: () => {},
    disconnect: () => {},
  }
  return observer
}
