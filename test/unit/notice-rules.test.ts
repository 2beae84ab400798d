/** What is told, when a message is worth a credit, when an answer is due: the pure parts of notices. */

import { isShownTurn, maySee, viewerMay } from '../../cloudfunctions/notice/case-rules'
import type { MessageDocument } from '../../cloudfunctions/notice/collections'
import { emptyInbox, isUnread, unreadCounts } from '../../cloudfunctions/notice/inbox-rules'
import { keyOf, noticeIdOf, placeOf } from '../../cloudfunctions/notice/keys'
import { KIND_RULES } from '../../cloudfunctions/notice/kind-rules'
import { chooseMessages, quietUntil, verdictOf } from '../../cloudfunctions/notice/message-rules'
import { officeDue } from '../../cloudfunctions/notice/office-rules'
import {
  quantileOf,
  REPLY_STEPS,
  REPLY_STEPS_MS,
  stepOf,
  sumOf,
} from '../../cloudfunctions/notice/reply-time-rules'
import type { CaseDocument, ServiceDayDocument } from '../../cloudfunctions/notice/service-collections'
import { caseFigures, replyFigures } from '../../cloudfunctions/notice/service-rules'
import { ASKED_AFTER, messageData, messagePage, TEMPLATES } from '../../cloudfunctions/notice/template-rules'
import { bestOf, openQuestionsOf } from '../../cloudfunctions/post/digest-rules'
import { HOUR_MS, MINUTE_MS, TEMPLATES_PER_TAP_MAX } from '../../contract/limits'
import { NoticeKind } from '../../contract/notice'
import { NoticeId } from '../../contract/shared'
import { isFieldText } from '../../emulator/openapi/template-fields'

const at = (text: string) => Date.parse(`${text}:00+08:00`)

function message(kind: NoticeKind, more: Partial<MessageDocument> = {}): MessageDocument {
  const { template = 'reply', freshMs } = KIND_RULES[kind]
  return {
    _id: `message-${kind}`,
    schemaVersion: 1,
    to: 'mbr_reader00',
    templateKey: template,
    kind,
    state: 'waiting',
    attempts: 0,
    at: 0,
    dueAt: 0,
    staleAt: freshMs,
    ...more,
  }
}

describe('keys', () => {
  test('one cause is one notice for one member, and a place sorts by arrival', () => {
    expect(noticeIdOf('a', 'x')).toBe(noticeIdOf('a', 'x'))
    expect(new Set([noticeIdOf('a', 'x'), noticeIdOf('b', 'x'), noticeIdOf('a', 'y')]).size).toBe(3)
    expect(keyOf('a', 'bc')).not.toBe(keyOf('ab', 'c'))
    expect(NoticeId.safeParse(noticeIdOf('a', 'x')).success).toBe(true)
    expect(placeOf(1, keyOf('z')) < placeOf(2, keyOf('a'))).toBe(true)
  })
})

describe('an inbox', () => {
  test('counts at most 99 of each, never below nothing, and followers among the rest', () => {
    const inbox = { ...emptyInbox('mbr_x'), likes: 120, comments: -3, mentions: 2, system: 5, follows: 9 }
    expect(unreadCounts(inbox)).toEqual({
      likes: 99,
      comments: 0,
      mentions: 2,
      system: 5,
      follows: 5,
      total: 106,
    })
  })

  test('what arrived after the list was read is unread', () => {
    const inbox = { ...emptyInbox('mbr_x'), commentsReadAt: 1000 }
    const arrived = (instant: number) => ({ group: 'comments' as const, place: placeOf(instant, keyOf('k')) })
    expect([999, 1000, 1001].map((instant) => isUnread(arrived(instant), inbox))).toEqual([false, true, true])
  })
})

describe('quiet hours', () => {
  const NIGHT = { fromHour: 22, toHour: 8 }
  test.each([
    ['2026-11-22T21:59', undefined],
    ['2026-11-22T22:00', '2026-11-23T08:00'],
    ['2026-11-23T00:00', '2026-11-23T08:00'],
    ['2026-11-23T07:59', '2026-11-23T08:00'],
    ['2026-11-23T08:00', undefined],
  ])('over midnight: %s', (now, until) => {
    expect(quietUntil(at(now), NIGHT)).toBe(until === undefined ? undefined : at(until))
  })

  test('within a day, and never', () => {
    const siesta = { fromHour: 12, toHour: 14 }
    expect(quietUntil(at('2026-11-22T13:30'), siesta)).toBe(at('2026-11-22T14:00'))
    expect(quietUntil(at('2026-11-22T14:00'), siesta)).toBeUndefined()
    expect(quietUntil(at('2026-11-22T03:00'), { fromHour: 5, toHour: 5 })).toBeUndefined()
  })
})

describe('credits are spent by value', () => {
  const kindsOf = (messages: readonly MessageDocument[]) => messages.map(({ kind }) => kind)

  test('reply to my question > case answer > mention > comment > digest > likes', () => {
    const ranked: NoticeKind[] = ['firstReply', 'case', 'mention', 'comment', 'digest', 'like']
    const values = ranked.map((kind) => KIND_RULES[kind].value)
    expect([...values].sort((a, b) => b - a)).toEqual(values)
    expect(new Set(values).size).toBe(values.length)
  })

  test('the best are sent as far as the credits go, of equal ones the earlier', () => {
    const due = [
      message('comment'),
      message('mention'),
      message('firstReply'),
      message('comment', { _id: 'old', at: -1 }),
    ]
    const { send, drop } = chooseMessages(due, 3)
    expect(kindsOf(send)).toEqual(['firstReply', 'mention', 'comment'])
    expect(send[2]?._id).toBe('old')
    expect(drop.map(({ _id }) => _id)).toEqual(['message-comment'])
  })

  test('the last credit is kept from likes; without credits nothing is sent', () => {
    expect(kindsOf(chooseMessages([message('like')], 1).send)).toEqual([])
    expect(kindsOf(chooseMessages([message('like')], 2).send)).toEqual(['like'])
    expect(kindsOf(chooseMessages([message('digest')], 1).send)).toEqual(['digest'])
    expect(chooseMessages([message('firstReply')], 0)).toMatchObject({
      send: [],
      drop: [{ kind: 'firstReply' }],
    })
  })
})

test('what the platform answers: refused, wrong and later say that nothing was sent; all else is in doubt', () => {
  expect([43101, 47003, 41030, 40037, 40003, 45009, -1, undefined].map(verdictOf)).toEqual([
    'refused',
    'wrong',
    'wrong',
    'wrong',
    'wrong',
    'later',
    'doubtful',
    'doubtful',
  ])
})

describe('messages', () => {
  test.each(NoticeKind.options)('%s: every field is one that the platform takes', (kind) => {
    const { template } = KIND_RULES[kind]
    if (template === undefined) return
    const hostile = ['', ' ', '🍞'.repeat(30), 'x'.repeat(100), 'a\u0000b\nc', '\ud83c', '林小满123', '😀']
    for (const text of hostile) {
      const full = message(kind, {
        about: text,
        at: at('2026-11-22T09:05'),
        subject: { caseId: 'cas_00000001' },
      })
      const data = messageData(full, { fromNickname: text, count: 3 })
      expect(Object.keys(data)).toEqual(Object.keys(TEMPLATES[template].fields))
      for (const [name, field] of Object.entries(TEMPLATES[template].fields))
        expect([text, name, data[name]?.value, isFieldText(field, data[name]?.value ?? '')]).toEqual([
          text,
          name,
          data[name]?.value,
          true,
        ])
    }
  })

  test('each leads to what it is about', () => {
    expect(messagePage(message('comment', { subject: { postId: 'pst_00000001' } }))).toBe(
      'pages/post/index?postId=pst_00000001',
    )
    expect(messagePage(message('case', { subject: { caseId: 'cas_00000001' } }))).toContain(
      'caseId=cas_00000001',
    )
    expect(messagePage(message('digest', { subject: { day: '2026-11-22' } }))).toContain('day=2026-11-22')
    expect(messagePage(message('follow'))).toBe('pages/me/index')
  })

  test('no tap asks for more templates than the platform takes', () => {
    for (const keys of Object.values(ASKED_AFTER)) {
      expect(keys.length).toBeGreaterThan(0)
      expect(keys.length).toBeLessThanOrEqual(TEMPLATES_PER_TAP_MAX)
    }
  })
})

describe('office hours', () => {
  const DAY = { fromHour: 9, toHour: 21 }
  test.each([
    ['2026-11-22T10:00', '2026-11-22T12:00'],
    ['2026-11-22T20:00', '2026-11-23T10:00'],
    ['2026-11-22T23:00', '2026-11-23T11:00'],
    ['2026-11-22T03:00', '2026-11-22T11:00'],
    ['2026-11-22T19:00', '2026-11-22T21:00'],
  ])('two hours from %s end at %s', (from, due) => {
    expect(officeDue(at(from), 2 * HOUR_MS, DAY)).toBe(at(due))
  })

  test('a long clock goes over several days; around the clock it never stands still; a night shift goes over midnight', () => {
    expect(officeDue(at('2026-11-22T09:00'), 30 * HOUR_MS, DAY)).toBe(at('2026-11-24T15:00'))
    expect(officeDue(at('2026-11-22T23:00'), 2 * HOUR_MS, { fromHour: 0, toHour: 0 })).toBe(
      at('2026-11-23T01:00'),
    )
    expect(officeDue(at('2026-11-22T23:30'), HOUR_MS, { fromHour: 22, toHour: 6 })).toBe(
      at('2026-11-23T00:30'),
    )
    expect(officeDue(at('2026-11-22T05:30'), HOUR_MS, { fromHour: 22, toHour: 6 })).toBe(
      at('2026-11-22T22:30'),
    )
  })
})

describe('reply times', () => {
  test('a duration falls into the first step that holds it', () => {
    expect([0, MINUTE_MS, MINUTE_MS + 1, 100 * HOUR_MS].map(stepOf)).toEqual([0, 0, 1, REPLY_STEPS_MS.length])
  })

  test('median and p90 lie in the steps of the durations themselves', () => {
    const durations = Array.from({ length: 101 }, (_, n) => n * 3 * MINUTE_MS)
    const counts = Array.from({ length: REPLY_STEPS }, () => 0)
    for (const duration of durations) counts[stepOf(duration)] = (counts[stepOf(duration)] ?? 0) + 1
    const { replied, medianMs = 0, p90Ms = 0 } = replyFigures(counts)
    expect(replied).toBe(101)
    expect(Math.abs(medianMs - 150 * MINUTE_MS)).toBeLessThan(30 * MINUTE_MS)
    expect(Math.abs(p90Ms - 270 * MINUTE_MS)).toBeLessThan(60 * MINUTE_MS)
  })

  test('nobody has no median; beyond the last step it is the last step’s end; days add up', () => {
    expect(quantileOf([], 0.5)).toBeUndefined()
    expect(quantileOf([...REPLY_STEPS_MS.map(() => 0), 4], 0.5)).toBe(REPLY_STEPS_MS.at(-1))
    expect(sumOf([[1, 2], [3]]).slice(0, 3)).toEqual([4, 2, 0])
  })

  test('satisfaction and bad ratings are shares of all ratings', () => {
    const day = (more: Partial<ServiceDayDocument>): ServiceDayDocument => ({
      _id: 'd',
      schemaVersion: 1,
      ...more,
    })
    expect(caseFigures([])).toEqual({ opened: 0, inTime: 0, late: 0, rated: 0 })
    expect(
      caseFigures([day({ s5: 2, s3: 1, casesOpened: 4, casesInTime: 3 }), day({ s1: 1, casesLate: 1 })]),
    ).toEqual({ opened: 4, inTime: 3, late: 1, rated: 4, satisfaction: 0.5, badRating: 0.25 })
  })
})

describe('cases', () => {
  const butler = { _id: 'mbr_butler00', roles: ['butler'] as const }
  const owner = { _id: 'mbr_owner000', roles: ['butler'] as const }
  const other = { _id: 'mbr_other000', roles: [] }
  const found: CaseDocument = {
    _id: 'cas_00000001',
    schemaVersion: 1,
    memberId: owner._id,
    kind: 'feedback',
    state: 'answered',
    turns: [],
    unchecked: false,
    textAsks: 0,
    version: 2,
    dueAt: 0,
    openedAt: 0,
    firstAnsweredAt: 1,
  }

  test('only whose it is and who answers cases see one; nobody answers or closes their own', () => {
    expect([owner, butler, other].map((viewer) => maySee(viewer, found))).toEqual([true, true, false])
    expect(viewerMay(owner, found)).toEqual({ reply: true, answer: false, close: false, rate: true })
    expect(viewerMay(butler, found)).toEqual({ reply: false, answer: true, close: true, rate: false })
    expect(viewerMay(owner, { ...found, state: 'closed', stars: 5 })).toMatchObject({
      reply: false,
      rate: false,
    })
  })

  test('the other side sees only words that have passed', () => {
    const turn = (textVerdict: 'pass' | 'review' | 'unknown') => ({
      turnId: 't',
      by: 'member' as const,
      authorId: owner._id,
      text: 'x',
      textVerdict,
      photoIds: [],
      at: 0,
    })
    expect(
      (['pass', 'review', 'unknown'] as const).map((verdict) => isShownTurn(butler._id, turn(verdict))),
    ).toEqual([true, false, false])
    expect(isShownTurn(owner._id, turn('unknown'))).toBe(true)
  })
})

describe('the draft of a digest', () => {
  const post = (n: number, more: Partial<Parameters<typeof bestOf>[0][number]> = {}) => ({
    _id: `pst_${n}`,
    authorId: `mbr_${n}`,
    likeCount: n,
    commentCount: 0,
    kind: 'post' as const,
    ...more,
  })

  test('the best by likes, one of each author, no questions, none that nobody likes', () => {
    const posts = [post(1), post(5), post(4, { authorId: 'mbr_5' }), post(9, { kind: 'question' }), post(0)]
    expect(bestOf(posts, 3)).toEqual(['pst_5', 'pst_1'])
  })

  test('questions: picked ones first, then those with the fewest answers; solved ones never', () => {
    const question = (n: number, more: object) => post(n, { kind: 'question', ...more })
    const posts = [
      question(1, { commentCount: 3 }),
      question(2, { solved: true }),
      question(3, { commentCount: 1 }),
      question(4, { commentCount: 9, featured: true }),
      post(5),
    ]
    expect(openQuestionsOf([...posts, ...posts], 3)).toEqual(['pst_4', 'pst_3', 'pst_1'])
  })
})
