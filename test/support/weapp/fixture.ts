/** A small mini program written by hand, for the tests of the harness itself. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const APP_JSON = {
  pages: ['pages/home/index', 'pages/shelf/index', 'pages/detail/index'],
  subPackages: [{ root: 'packages/extra', pages: ['index'] }],
  tabBar: {
    custom: true,
    list: [{ pagePath: 'pages/home/index' }, { pagePath: 'pages/shelf/index' }],
  },
}

const HOME_JS = `
Page({
  data: { count: 0, said: '', shows: 0 },
  onShow() { this.setData({ shows: this.data.shows + 1 }) },
  add() { this.setData({ count: this.data.count + 1 }) },
  outer() { this.setData({ said: this.data.said + 'outer' }) },
  inner() { this.setData({ said: this.data.said + 'inner ' }) },
  submit(event) { this.setData({ said: JSON.stringify(event.detail.value) }) },
  stepped(event) { this.setData({ said: 'stepped to ' + event.detail.value }) },
  async remember() {
    wx.setStorageSync('kept', { at: [1] })
    const got = await wx.getStorage({ key: 'kept' })
    this.setData({ said: JSON.stringify(got.data) })
  },
  async ask() {
    const answer = await wx.showModal({ title: 'sure?' })
    this.setData({ said: answer.confirm ? 'yes' : 'no' })
  },
  async send() {
    const { tempFiles } = await wx.chooseMedia({ count: 9 })
    const task = wx.cloud.uploadFile({
      cloudPath: 'incoming/1',
      filePath: tempFiles[0].tempFilePath,
      success: ({ fileID }) => this.setData({ said: this.data.said + fileID }),
    })
    task.onProgressUpdate(({ progress }) => this.setData({ said: this.data.said + progress + '% ' }))
  },
  open() { wx.navigateTo({ url: '/pages/detail/index?id=%E7%82%89' }) },
  throwLater() { setTimeout(() => { throw new Error('thrown in a timer') }, 0) },
  loop() { for (;;) {} },
  neverRest() { const again = () => setTimeout(again, 1); again() },
  tooMuch() { this.setData({ said: 'x'.repeat(1100000) }) },
  unknown() { wx.startBeaconDiscovery({}) },
  makeCode() { return new Function('return 1')() },
  async call() {
    try {
      const answer = await wx.cloud.callFunction({ name: 'echo', data: { word: 'hi' } })
      this.setData({ said: answer.result.word })
    } catch (error) { this.setData({ said: error.errMsg }) }
  },
})`

const HOME_WXML = `
<view id="count">{{count}}</view><view id="said">{{said}}</view><view id="shows">{{shows}}</view>
<view id="add" bindtap="add">+</view>
<view id="outer" bindtap="outer"><view id="bubbling" bindtap="inner">a</view><view id="caught" catchtap="inner">b</view></view>
<form bindsubmit="submit"><input id="name" name="name" /><button id="ok" form-type="submit">ok</button>
<button id="off" form-type="submit" disabled="{{true}}">off</button></form>
<view id="open" bindtap="open">open</view><view id="throwLater" bindtap="throwLater"></view>
<view id="loop" bindtap="loop"></view><view id="neverRest" bindtap="neverRest"></view>
<view id="tooMuch" bindtap="tooMuch"></view><view id="unknown" bindtap="unknown"></view>
<view id="makeCode" bindtap="makeCode"></view><view id="call" bindtap="call"></view>
<view id="remember" bindtap="remember"></view><view id="ask" bindtap="ask"></view><view id="send" bindtap="send"></view>
<stepper value="{{count}}" bind:step="stepped" />`

const STEPPER_JS = `
Component({
  properties: { value: { type: Number, value: 0, observer(value) { this.setData({ doubled: value * 2 }) } } },
  data: { doubled: 0 },
  lifetimes: { attached() { this.setData({ attached: true }) } },
  methods: { next() { this.triggerEvent('step', { value: this.data.value + 1 }) } },
})`

const TAB_BAR_JS = `
Component({
  data: { shown: 0 },
  pageLifetimes: { show() { this.setData({ shown: this.data.shown + 1 }) } },
  methods: { go(event) { wx.switchTab({ url: event.currentTarget.dataset.url }) } },
})`

const FILES: Record<string, string> = {
  'app.js':
    'App({ onLaunch() { wx.onThemeChange(({ theme }) => { this.theme = theme }) }, onError(text) { this.told = text } })',
  'app.json': JSON.stringify(APP_JSON),
  'app.wxss': 'page { color: #333 }',
  'pages/home/index.js': HOME_JS,
  'pages/home/index.wxml': HOME_WXML,
  'pages/home/index.json': '{"usingComponents":{"stepper":"/parts/stepper"}}',
  'parts/stepper.js': STEPPER_JS,
  'parts/stepper.json': '{"component":true}',
  'parts/stepper.wxml': '<view id="step" bindtap="next">{{value}} {{doubled}} {{attached}}</view>',
  'pages/shelf/index.js': `Page({ data: { n: 0 }, add() { this.setData({ n: this.data.n + 1 }) } })`,
  'pages/shelf/index.wxml': '<view id="n" bindtap="add">{{n}}</view>',
  'pages/detail/index.js': `Page({ data: { id: '' }, onLoad(query) { this.setData({ id: decodeURIComponent(query.id || '') }) } })`,
  'pages/detail/index.wxml': '<view id="id">{{id}}</view>',
  'packages/extra/index.js': 'Page({})',
  'packages/extra/index.wxml': '<view>extra</view>',
  'custom-tab-bar/index.js': TAB_BAR_JS,
  'custom-tab-bar/index.json': '{"component":true}',
  'custom-tab-bar/index.wxml':
    '<view id="tab-home" data-url="/pages/home/index" bindtap="go">{{shown}}</view><view id="tab-shelf" data-url="/pages/shelf/index" bindtap="go">shelf</view>',
}

/** Writes the mini program to a new temporary folder. */
export function writeFixture(changes: Record<string, string> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-weapp-'))
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}
