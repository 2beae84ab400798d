/** A small cloud for looking at the console: functions, documents, pictures, messages, people, and an app of one page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Emulator } from '../../emulator/types'
import { functionOf, startEmulator, type TestEmulator } from '../emulator/support'

const COLLECTIONS = {
  works: {
    indexes: [
      {
        name: 'maker_madeAt',
        keys: [
          ['makerId', 1],
          ['madeAt', -1],
        ],
      },
      { name: 'slug', keys: [['slug', 1]], unique: true },
    ],
  },
  empty: { indexes: [] },
} as const
const TEMPLATES = { 'tpl-class': { title: '上课提醒', fields: { thing1: 'thing', time2: 'time' } } }
const WORKS = 240
export const PICTURES = ['works/croissant.jpg', 'works/baguette.jpg', 'works/rye.jpg']

const greet = functionOf(
  `console.log('hello', event.name ?? 'nobody')
  return { greeting: '你好，' + (event.name ?? '新朋友'), openid: cloud.getWXContext().OPENID }`,
  { triggers: [{ name: 'morning', type: 'timer', config: '0 0 8 * * * *' }] },
)
const check = functionOf(
  `if (event.Event) { console.log('verdict', event.result.suggest); return {} }
  const { fileList } = await cloud.getTempFileURL({ fileList: [event.fileId] })
  return cloud.openapi.security.mediaCheckAsync({
    version: 2, scene: 1, openid: 'oLin', mediaType: 2, mediaUrl: fileList[0].tempFileURL,
  })`,
  {
    messagePush: [{ MsgType: 'event', Event: 'wxa_media_check' }],
    permissions: { openapi: ['security.mediaCheckAsync'] },
  },
)
const remind = functionOf(
  `return cloud.openapi.subscribeMessage.send({
    touser: event.touser, templateId: 'tpl-class', page: 'pages/class',
    data: { thing1: { value: '酸面包入门' }, time2: { value: '2026年11月22日 19:30' } },
  })`,
  { permissions: { openapi: ['subscribeMessage.send'] } },
)
const code = functionOf(
  "await cloud.openapi.wxacode.getUnlimited({ scene: 'work=croissant', page: 'pages/work' }); return {}",
  { permissions: { openapi: ['wxacode.getUnlimited'] } },
)

export interface ConsoleWorld {
  readonly emulator: Emulator
  call(functionName: string, event: unknown): Promise<void>
  close(): Promise<void>
}

function picture(hue: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="hsl(${hue} 45% 82%)"/>
    <ellipse cx="320" cy="270" rx="190" ry="110" fill="hsl(${hue} 60% 48%)"/><path d="M170 250q150-120 300 0" stroke="hsl(${hue} 70% 32%)" stroke-width="18" fill="none"/></svg>`
  return sharp(Buffer.from(svg)).jpeg().toBuffer()
}

async function fill(world: TestEmulator): Promise<void> {
  const { emulator } = world
  const documents = Array.from({ length: WORKS }, (_, i) => ({
    _id: `wrk_${String(i).padStart(4, '0')}`,
    slug: `work-${i}`,
    makerId: `mbr_${i % 7}`,
    title: ['可颂', '法棍', '黑麦面包', '肉桂卷'][i % 4],
    madeAt: new Date(Date.UTC(2026, 9, 1 + (i % 30), 8)),
    likes: (i * 37) % 91,
    tags: ['酵种', '周末'].slice(0, i % 3),
    pattern: i % 50 === 0 ? /^sour/i : null,
  }))
  await emulator.database.importDocuments('works', documents)
  for (const [place, path] of PICTURES.entries())
    await emulator.storage.write(path, await picture(20 + place * 14))
  const identities = [
    {
      openid: 'oLin',
      name: '林小满',
      note: '普通成员 · 周末面包师',
      avatarUrl: emulator.storage.fileIdOf(PICTURES[0] ?? ''),
    },
    { openid: 'oChen', name: '陈师傅', note: '讲师' },
  ]
  writeFileSync(join(emulator.dataDir, 'identities.json'), JSON.stringify(identities))
}

/** Everything that the pages can show is there, once. */
async function liveALittle({ emulator, call }: ConsoleWorld): Promise<void> {
  emulator.openapi.script.media = { mode: 'manual' }
  await call('greet', { name: '林小满', action: 'greet.sayHello' })
  await call('fails', {})
  await call('check', { fileId: emulator.storage.fileIdOf(PICTURES[1] ?? '') })
  await emulator.openapi.grantCredits('oLin', 'tpl-class', 2)
  await call('remind', { touser: 'oLin' })
  await call('remind', { touser: 'oChen' })
  await call('code', {})
}

export async function openConsoleWorld(): Promise<ConsoleWorld> {
  const h5Dir = mkdtempSync(join(tmpdir(), 'tonghao-console-app-'))
  writeFileSync(join(h5Dir, 'index.html'), '<!doctype html><title>app</title><h1>the app</h1>')
  const templatesFile = join(h5Dir, 'templates.json')
  writeFileSync(templatesFile, JSON.stringify(TEMPLATES))
  mkdirSync(join(h5Dir, 'js'))
  const fails = functionOf("console.error('about to fail'); throw new Error('on purpose')")
  const started = await startEmulator({
    h5Dir,
    templatesFile,
    collections: COLLECTIONS,
    functions: { greet, fails, check, remind, code },
  })
  const { emulator } = started
  const world: ConsoleWorld = {
    emulator,
    call: async (functionName, event) => {
      await emulator.functions.invoke(functionName, event, {
        identity: { openid: 'oLin' },
        source: 'wx_client',
      })
    },
    close: async () => {
      await started.close()
      rmSync(h5Dir, { recursive: true })
    },
  }
  await fill(started)
  await liveALittle(world)
  return world
}
