/** A day in a browser: one tap on today's strip, then the activity tab, why, and a challenge proven with words. */
import { periodOf } from '../../cloudfunctions/kit/period'
import { BrowserWorld } from '../support/browser-world'
import { setFields } from '../support/documents'
import { scanned } from '../support/scanned'
import { newRequestId } from '../support/world'

let browser: BrowserWorld
beforeAll(async () => {
  browser = await BrowserWorld.open()
}, 240_000)
afterEach(() => browser.closeVisits())
afterAll(() => browser.close())

test('the strip checks in, the tab shows the day, and a challenge takes a proof', async () => {
  const { alice, bob } = browser.world
  await setFields(browser.world, 'members', bob.memberId, { roles: ['operator'] })
  const words = { title: '七天揉面', rules: '每天揉一次面。', days: 7, makeUpsMax: 1 }
  const { challengeId } = await bob.call('checkin.saveChallenge', {
    ...{ requestId: newRequestId(), ...words, firstDay: periodOf('day', Date.now()), proofs: ['text'] },
  })
  await bob.call('checkin.setChallengeState', { challengeId, state: 'published' })
  const { page } = await browser.visit('Alice')
  await page.locator('#today-checkin').tap()
  await page.locator('#joy').waitFor()
  await page.locator('#today-checkin').getByText('连续 1 天').waitFor()
  await page.locator('#today-checkin').tap()
  await page.locator('#checkin-done').waitFor()
  expect(await page.locator('#checkin-streak').textContent()).toContain('1')
  await page.locator(`#challenge-${challengeId}`).tap()
  await page.locator('#challenge-join').tap()
  await page.locator('#proof-text textarea').fill('今天揉了二十分钟的面，终于出膜了')
  await page.locator('#proof-text-send').tap()
  await page.locator('#proofs').waitFor()
  expect(await page.locator('#rank-1').textContent()).toContain('Alice')
  const { challenge } = await alice.call('checkin.getChallenge', { challengeId })
  expect(challenge.mine).toMatchObject({ done: 1, doneToday: true })
})

test('a milestone’s poster has a square for each day, and a code that leads to the tab', async () => {
  const { carol } = browser.world
  await carol.call('checkin.checkIn', { proof: { how: 'tap' } })
  await setFields(browser.world, 'check_in_calendars', `daily:${carol.memberId}`, { milestone: 30 })
  const visit = await browser.visit('Carol')
  await visit.openLink('/packages/compose/poster?days=30')
  await visit.at('#poster-picture img').waitFor()
  const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.at('#poster-save').tap()])
  expect(await scanned(await download.path())).toContain('pages/activity/index')
})
