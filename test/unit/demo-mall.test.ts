/** The demo catalogue: true to the rules, and something useful in it can be had after a week. */
import { pointsConfig } from '../../cloudfunctions/points/settings'
import { makeMall } from '../../scripts/demo/mall'

const NOW = Date.UTC(2026, 10, 22, 4)
const { items, slots } = makeMall(NOW, [])

test('its stock is there, a slot a piece, and nothing is sold that has none', () => {
  expect(new Set(items.map(({ _id }) => _id)).size).toBe(items.length)
  for (const { _id, counted, stock } of items)
    expect([_id, slots.filter(({ itemId }) => itemId === _id).length]).toEqual([_id, counted ? stock : 0])
  expect(items.filter(({ counted, stock }) => counted && stock === 0).length).toBeLessThan(items.length / 4)
})

test('seven days of check-in and two posts redeem something useful, with the rules as they come', () => {
  const { rules, memberDayMax } = pointsConfig.values.parse({})
  const week = Array.from({ length: 7 }, (_, day) => Math.min(memberDayMax, rules.checkIn.points * (day + 1)))
  const earned = week.reduce((sum, points) => sum + points, 0) + 2 * rules.post.points
  const useful = items.filter(({ grant: { kind }, level, opensAt, stock }) => {
    return (kind === 'goods' || kind === 'service') && level === 1 && opensAt <= NOW && stock > 0
  })
  const withinReach = useful.filter(({ price }) => price <= earned)
  expect(withinReach.length).toBeGreaterThanOrEqual(2)
})
