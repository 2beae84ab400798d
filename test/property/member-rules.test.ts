/** The rules of members over anything that may come: personas, marks and titles, tiers, groups, suggestions. */
import fc from 'fast-check'
import { groupFor, placeKey } from '../../cloudfunctions/member/group-rules'
import {
  HONOUR_IDLE_DAYS,
  heldTitles,
  lapseTitles,
  markOf,
  titlesDueAt,
  withTitle,
} from '../../cloudfunctions/member/mark-rules'
import { NO_DEEDS, personasOf } from '../../cloudfunctions/member/persona-rules'
import { suggest } from '../../cloudfunctions/member/suggestion-rules'
import { claimed, isProvenBy } from '../../cloudfunctions/member/tier-rules'
import { DAY_MS, TITLES_MAX } from '../../contract/limits'
import { type Deeds, Persona } from '../../contract/member-honours'
import { SkillTier, SurveyNeed, type Title } from '../../contract/member-shapes'

const DEEDS = Object.keys(NO_DEEDS).filter((key): key is keyof Deeds => Object.hasOwn(NO_DEEDS, key))
const deeds = fc.record<Deeds>({
  posts: fc.nat(200),
  works: fc.nat(200),
  questions: fc.nat(50),
  gatherings: fc.nat(20),
  debates: fc.nat(20),
  likesReceived: fc.nat(3000),
  comments: fc.nat(300),
  likesGiven: fc.nat(3000),
  hidden: fc.nat(5),
})

describe('personas', () => {
  test('are of the list, each once, in its order; an onlooker is nothing else', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const personas = personasOf(done)
        expect(personas).toEqual(Persona.options.filter((persona) => personas.includes(persona)))
        if (personas.includes('onlooker')) expect(personas).toHaveLength(1)
      }),
    )
  })

  test('whoever only looks on is an onlooker, however much they like', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (likesGiven) => {
        expect(personasOf({ ...NO_DEEDS, likesGiven })).toEqual(['onlooker'])
      }),
    )
  })

  test.each([
    ['organiser', { gatherings: 3, posts: 3 }],
    ['influencer', { posts: 5, likesReceived: 50 }],
    ['asker', { posts: 6, questions: 3 }],
    ['sharer', { posts: 5, works: 5 }],
    ['challenger', { posts: 6, debates: 3 }],
    ['challenger', { posts: 9, hidden: 2 }],
  ] as const)('%s at its threshold, and not one below it', (persona, done) => {
    expect(personasOf({ ...NO_DEEDS, ...done })).toEqual([persona])
    const key = [...DEEDS].reverse().find((name) => Object.hasOwn(done, name)) ?? 'posts'
    const fewer = { ...NO_DEEDS, ...done, [key]: { ...NO_DEEDS, ...done }[key] - 1 }
    expect(personasOf(fewer)).not.toContain(persona)
  })
})

describe('tiers', () => {
  test('more of what is done never proves less', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SkillTier.options), deeds, deeds, (tier, done, more) => {
        const sum = { ...NO_DEEDS }
        for (const key of DEEDS) sum[key] = done[key] + more[key]
        if (isProvenBy(tier, done)) expect(isProvenBy(tier, sum)).toBe(true)
      }),
    )
  })

  test('a claim proves nothing, and the same claim again loses nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SkillTier.options),
        fc.constantFrom(...SkillTier.options),
        fc.boolean(),
        (skillTier, claim, tierProven) => {
          const after = claimed({ skillTier, tierProven }, claim)
          expect(after).toEqual({ skillTier: claim, tierProven: claim === skillTier && tierProven })
        },
      ),
    )
  })

  test('no deeds make an instructor', () => {
    fc.assert(fc.property(deeds, (done) => expect(isProvenBy('instructor', done)).toBe(false)))
  })
})

const NOW = 1_000 * DAY_MS
const instant = fc.integer({ min: NOW - 400 * DAY_MS, max: NOW + 400 * DAY_MS })
const title = fc
  .record({
    kind: fc.constantFrom('v' as const, 'title' as const),
    text: fc.constantFrom('甲', '乙', '丙'),
    grantedAt: fc.integer({ min: NOW - 400 * DAY_MS, max: NOW }),
    lapsesAt: fc.option(instant, { nil: undefined }),
    isWithdrawn: fc.boolean(),
  })
  .map(
    ({ isWithdrawn, lapsesAt, ...rest }): Omit<Title, 'titleId'> => ({
      ...rest,
      reason: '',
      ...(lapsesAt === undefined ? {} : { lapsesAt }),
      ...(isWithdrawn ? { lapsed: { at: rest.grantedAt, why: 'withdrawn' } } : {}),
    }),
  )
const titles = fc
  .array(title, { maxLength: TITLES_MAX })
  .map((all): Title[] => all.map((each, at) => ({ ...each, titleId: `ttl_0000000${at}` })))

describe('titles', () => {
  test('lapse once: looking again at the same instant changes nothing, and what is held says when it is due', () => {
    fc.assert(
      fc.property(titles, fc.option(instant, { nil: undefined }), (before, lastPostAt) => {
        const { titles: after, lapsed } = lapseTitles({ titles: before, lastPostAt }, NOW)
        expect(lapseTitles({ titles: after, lastPostAt }, NOW).lapsed).toEqual([])
        expect(heldTitles({ titles: after }).length).toBe(
          heldTitles({ titles: before }).length - lapsed.length,
        )
        const dueAt = titlesDueAt({ titles: after, lastPostAt })
        if (dueAt !== undefined) {
          expect(dueAt).toBeGreaterThan(NOW)
          expect(lapseTitles({ titles: after, lastPostAt }, dueAt - 1).lapsed).toEqual([])
          expect(lapseTitles({ titles: after, lastPostAt }, dueAt).lapsed.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('an honour lapses after its owner was idle, a certification does not', () => {
    const idle = NOW + HONOUR_IDLE_DAYS * DAY_MS
    const given = { titleId: 'ttl_00000001', text: '甲', reason: '', grantedAt: NOW }
    for (const [kind, count] of [
      ['title', 1],
      ['v', 0],
    ] as const)
      expect(lapseTitles({ titles: [{ ...given, kind }] }, idle).lapsed).toHaveLength(count)
  })

  test('the mark is of what is held: a certification, then an instructor, then the latest honour', () => {
    fc.assert(
      fc.property(titles, fc.boolean(), (all, isInstructor) => {
        const mark = markOf({
          titles: all,
          ...(isInstructor ? { skillTier: 'instructor', tierProven: true } : {}),
        })
        const held = heldTitles({ titles: all })
        const hasV = held.some(({ kind }) => kind === 'v')
        const expected = hasV ? 'v' : isInstructor ? 'instructor' : held.length > 0 ? 'title' : undefined
        expect(mark?.kind).toBe(expected)
        if (mark?.kind === 'title') expect(mark.text).toBe(held.at(-1)?.text)
      }),
    )
  })

  test('there is room for one more exactly when fewer than all are held, and never more are kept', () => {
    fc.assert(
      fc.property(titles, (all) => {
        const one: Title = { titleId: 'ttl_new00000', kind: 'title', text: '新', reason: '', grantedAt: NOW }
        const after = withTitle(all, one)
        expect(after === undefined).toBe(heldTitles({ titles: all }).length >= TITLES_MAX)
        if (!after) return
        expect(after.length).toBeLessThanOrEqual(TITLES_MAX)
        expect(heldTitles({ titles: after })).toEqual([...heldTitles({ titles: all }), one])
      }),
    )
  })
})

const need = fc.constantFrom(...SurveyNeed.options)
const city = fc.option(fc.constantFrom('上海', '上海市', '苏州', '杭州'), { nil: undefined })
const group = fc
  .record({ needs: fc.uniqueArray(need, { maxLength: 3 }), city })
  .map(({ needs, city: where }) => ({ needs, ...(where === undefined ? {} : { city: where }) }))

test('the group that is offered is not of another city and serves a need, and one of the own city goes first', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 8 }), fc.uniqueArray(need), city, (groups, needs, where) => {
      const serves = (each: (typeof groups)[number]) =>
        each.needs.length === 0 || each.needs.some((one) => needs.includes(one))
      const isOwn = (each: (typeof groups)[number]) => placeKey(each.city) === placeKey(where)
      const fitting = groups.filter((each) => serves(each) && (each.city === undefined || isOwn(each)))
      const offered = groupFor(groups, { needs, city: where })
      if (!offered) expect(fitting).toEqual([])
      else {
        expect(fitting).toContain(offered)
        const hasOwn = fitting.some((each) => each.city !== undefined)
        expect(offered.city !== undefined).toBe(hasOwn)
      }
    }),
  )
})

const person = fc
  .record({ n: fc.nat(15), standing: fc.constantFrom('active' as const, 'banned' as const) })
  .map(({ n, standing }) => ({ _id: `mbr_${n}`, standing }))
const found = fc
  .array(fc.array(person, { maxLength: 6 }), { maxLength: 5 })
  .map((lists) => lists.map((members) => ({ because: 'active' as const, members })))

test('suggestions are active, of what was found, each once, none excluded, and as many as there can be', () => {
  fc.assert(
    fc.property(found, fc.uniqueArray(fc.nat(15)), fc.nat(8), (lists, without, max) => {
      const excluded = new Set(without.map((n) => `mbr_${n}`))
      const ids = suggest(lists, excluded, max).map(({ member }) => member._id)
      const eligible = new Set(
        lists.flatMap(({ members }) =>
          members.flatMap(({ _id, standing }) => (standing === 'active' && !excluded.has(_id) ? [_id] : [])),
        ),
      )
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.every((id) => eligible.has(id))).toBe(true)
      expect(ids.length).toBe(Math.min(max, eligible.size))
    }),
  )
})
