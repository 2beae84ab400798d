/** The page on which one chooses who to be. Server-made HTML without scripts. */
import { createHash } from 'node:crypto'
import type { PickableIdentity } from '../types'
import { GUEST_OPENID } from './identities'

const STYLE = `
:root { color-scheme: light dark; --page: #faf6f0; --card: #fff; --line: #e8dfd3; --text: #2f2620; --quiet: #6f6258;
  --primary: #a34a28; --wheat: #f3e3c3; --shadow: 0 1px 2px rgb(70 40 20 / .05), 0 8px 24px rgb(70 40 20 / .05); }
@media (prefers-color-scheme: dark) { :root { --page: #1b1815; --card: #26221e; --line: #3a342e; --text: #f3ebe2;
  --quiet: #b5a89b; --primary: #eb9a74; --wheat: #4a3c28; --shadow: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 system-ui, -apple-system, "PingFang SC",
  "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 40px 16px 48px; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 4px; }
h2 { font-size: 13px; font-weight: 600; color: var(--quiet); margin: 32px 0 8px; }
p { margin: 0; color: var(--quiet); font-size: 15px; }
ul { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  box-shadow: var(--shadow); overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
button { all: unset; box-sizing: border-box; display: flex; align-items: center; gap: 12px; width: 100%;
  min-height: 68px; padding: 12px 16px; cursor: pointer; }
button:hover { background: color-mix(in srgb, var(--wheat) 40%, transparent); }
button:focus-visible { outline: 2px solid var(--primary); outline-offset: -2px; border-radius: 12px; }
.face { flex: none; width: 44px; height: 44px; border-radius: 50%; background: var(--wheat); display: grid;
  place-items: center; font-size: 17px; font-weight: 600; object-fit: cover; }
.who { min-width: 0; flex: 1; }
.name { display: block; font-weight: 600; overflow-wrap: anywhere; }
.note { display: block; color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.now { flex: none; color: var(--primary); font-size: 13px; }
footer { margin-top: 32px; font-size: 13px; color: var(--quiet); }
footer a { display: inline-block; padding: 12px 0; color: var(--primary); }
`

/** Lets this page's own style through, and nothing else that stands in a page. */
export const PICKER_STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${title}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body><main>${body}</main></body></html>
`
}

interface Choice extends PickableIdentity {
  /** What the form sends: an openid, or `new` for somebody who has never been here. */
  readonly value: string
  readonly face?: string
}

function choiceRow(choice: Choice, current: string | undefined): string {
  const { name, note, avatarUrl, face, value } = choice
  const picture = avatarUrl
    ? `<img class="face" src="${escapeHtml(avatarUrl)}" alt="">`
    : `<span class="face" aria-hidden="true">${escapeHtml(face ?? [...name][0] ?? '?')}</span>`
  const isCurrent = value === current
  const now = isCurrent ? '<span class="now">现在</span>' : ''
  const noteLine = note ? `<span class="note">${escapeHtml(note)}</span>` : ''
  return (
    `<li><button name="as" value="${escapeHtml(value)}"${isCurrent ? ' aria-current="true"' : ''}>${picture}<span class="who">` +
    `<span class="name">${escapeHtml(name)}</span>${noteLine}</span>${now}</button></li>`
  )
}

const STRANGERS: readonly Choice[] = [
  {
    openid: GUEST_OPENID,
    value: GUEST_OPENID,
    name: '访客 Guest',
    note: '只是看看，还没有加入 · just looking',
    face: '客',
  },
  {
    openid: 'new',
    value: 'new',
    name: '一位新朋友 A new person',
    note: '每次都是新的一位 · never here before',
    face: '新',
  },
]

/** The picker. `current` is the openid the browser speaks for now; avatar addresses can be opened as they are. */
export function pickerPage(identities: readonly PickableIdentity[], current: string | undefined): string {
  const members = identities
    .map((identity) => choiceRow({ ...identity, value: identity.openid }, current))
    .join('')
  const strangers = STRANGERS.map((choice) => choiceRow(choice, current)).join('')
  const memberList = members
    ? `<h2 id="members">成员 Members</h2><ul aria-labelledby="members">${members}</ul>`
    : ''
  return page(
    '选择身份 · 同好',
    `<h1>你想以谁的身份进来？</h1><p>Who would you like to be?</p>
<form method="post" action="/identity">${memberList}
<h2 id="strangers">还不是成员 Not members yet</h2><ul aria-labelledby="strangers">${strangers}</ul></form>
<footer>在微信里，身份由微信给出；这里是本机演示，可以随时换人。<br>
In WeChat the identity comes from WeChat. This is a local demo: change it whenever you like.<br>
<a href="/console">云控制台 Cloud console</a></footer>`,
  )
}

/** A page of a few words: `chinese` first, then the same in English. */
export function noticePage(chinese: string, english: string): string {
  return page('同好', `<h1>${escapeHtml(chinese)}</h1><p>${escapeHtml(english)}</p>`)
}

/** Goes on to `path` by itself: a visit that began on another site must become one of this site first. */
export function onwardPage(path: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=${path}">
<title>同好</title><link rel="icon" href="data:,"></head><body><a href="${path}">继续 Continue</a></body></html>
`
}
