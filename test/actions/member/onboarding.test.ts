/** The ladder: member.acceptRules, member.saveSurvey, member.skipStep; and member.updateSettings. */
import { RULES_VERSION } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { BOARD_ID, createWorld, newRequestId, type Person, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
})

const survey = () => ({
  requestId: newRequestId(),
  reasons: ['learn' as const, 'friends' as const],
  skillTier: 'beginner' as const,
  interests: [BOARD_ID],
  needs: ['answers' as const],
  city: '上海',
})
const stepsOf = async (person: Person) => present((await person.call('member.getMe', {})).member).onboarding

test('ok: the whole ladder, step by step, in an order of one’s own', async () => {
  const mia = await world.newcomer('Mia')
  expect(await stepsOf(mia)).toEqual({
    steps: { rules: 'todo', survey: 'todo', firstPost: 'todo', checkIns: 'todo', gift: 'todo' },
    finished: false,
  })
  await mia.publish('大家好')
  expect((await stepsOf(mia)).steps.firstPost).toBe('done')
  const skipped = await mia.call('member.skipStep', { step: 'survey' })
  expect(skipped.onboarding).toMatchObject({ steps: { survey: 'skipped' }, finished: false })
  const accepted = await mia.call('member.acceptRules', { rulesVersion: RULES_VERSION })
  expect(accepted.onboarding).toMatchObject({ steps: { rules: 'done' }, finished: false })
  const passed = await mia.call('member.skipStep', { step: 'checkIns' })
  expect(passed.onboarding).toMatchObject({ steps: { checkIns: 'skipped', gift: 'skipped' }, finished: true })
  // What was passed over can still be done.
  const { member } = await mia.call('member.saveSurvey', survey())
  expect(member.onboarding.steps.survey).toBe('done')
  expect(member.survey).toEqual({ ...survey(), requestId: undefined })
  expect(member).toMatchObject({ skillTier: 'beginner', tierProven: false })
})

test('ok: who accepts the rules while joining has done that step, and where they came from is kept', async () => {
  const guest = world.stranger()
  const arrival = {
    scene: 1007,
    inviterId: world.alice.memberId,
    channel: 'poster-7',
    page: 'pages/post/index',
  }
  const { member } = await guest.call('member.join', {
    requestId: newRequestId(),
    nickname: '来客',
    rulesVersion: RULES_VERSION,
    arrival,
  })
  expect(member.onboarding.steps.rules).toBe('done')
  expect(await storedDocument(world, 'members', member.memberId)).toMatchObject({ arrival })
  await guest.call('member.join', { requestId: newRequestId(), nickname: '来客', arrival: { scene: 1 } })
  expect(await storedDocument(world, 'members', member.memberId)).toMatchObject({ arrival })
})

test('ok: a post that was deleted again leaves the first post done', async () => {
  const ada = await world.newcomer('Ada')
  await ada.call('post.deletePost', { postId: await ada.publish('试试') })
  expect((await stepsOf(ada)).steps.firstPost).toBe('done')
})

test('ok: the gift is no step of its own that could be passed over', async () => {
  const { onboarding } = await world.bob.call('member.skipStep', { step: 'gift' })
  expect(onboarding.steps.gift).toBe('todo')
})

describe('member.saveSurvey', () => {
  test('ok: the answers can be given anew; a late repetition of the older changes nothing', async () => {
    const ben = await world.newcomer('Ben')
    const older = survey()
    await ben.call('member.saveSurvey', older)
    const newer = { ...survey(), skillTier: 'expert' as const, city: undefined }
    await ben.call('member.saveSurvey', newer)
    const { member } = await ben.call('member.saveSurvey', older)
    expect(member.skillTier).toBe('expert')
    expect(member.survey?.city).toBeUndefined()
  })

  test('ok: a proven tier stays proven while the same is claimed, and an instructor stays one', async () => {
    const cleo = await world.newcomer('Cleo')
    await setFields(world, 'members', cleo.memberId, { skillTier: 'beginner', tierProven: true })
    expect((await cleo.call('member.saveSurvey', survey())).member.tierProven).toBe(true)
    const higher = { ...survey(), skillTier: 'expert' as const }
    expect((await cleo.call('member.saveSurvey', higher)).member).toMatchObject({
      skillTier: 'expert',
      tierProven: false,
    })
    await setFields(world, 'members', cleo.memberId, { skillTier: 'instructor', tierProven: true })
    expect((await cleo.call('member.saveSurvey', survey())).member).toMatchObject({
      skillTier: 'instructor',
      tierProven: true,
    })
  })

  test('CONTENT_REJECTED: a city that is risky; nothing is kept', async () => {
    const dan = await world.newcomer('Dan')
    expect(await dan.refusal('member.saveSurvey', { ...survey(), city: '违禁词' })).toBe('CONTENT_REJECTED')
    expect((await dan.call('member.getMe', {})).member?.survey).toBeUndefined()
  })

  test('BUSY: a city that could not be checked', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    expect(await world.bob.refusal('member.saveSurvey', survey())).toBe('BUSY')
  })

  test.each([
    ['a tier that nobody may claim', { skillTier: 'instructor' }],
    ['the same answer twice', { needs: ['answers', 'answers'] }],
    ['an answer that is none', { reasons: ['money'] }],
    ['a board that is none', { interests: ['pst_00000000'] }],
    ['a proof of one’s own', { tierProven: true }],
    ['a city of which nothing is seen', { city: '\u200b\u200b' }],
  ])('INVALID_INPUT: %s', async (_name, change) => {
    expect(await world.bob.refusal('member.saveSurvey', { ...survey(), ...change })).toBe('INVALID_INPUT')
  })
})

describe('member.updateSettings', () => {
  test('ok: what is not named stays; quiet hours can be taken away', async () => {
    const first = await world.carol.call('member.updateSettings', { hideFromLeaderboards: true })
    expect(first.settings).toMatchObject({
      hideFromLeaderboards: true,
      quietHours: { fromHour: 22, toHour: 8 },
      notify: { likes: false, comments: true },
    })
    const second = await world.carol.call('member.updateSettings', {
      notify: { likes: true },
      quietHours: null,
    })
    expect(second.settings.quietHours).toBeUndefined()
    expect((await world.carol.call('member.getMe', {})).member?.settings).toEqual({
      ...second.settings,
      hideFromLeaderboards: true,
      notify: { ...first.settings.notify, likes: true },
    })
    const third = await world.carol.call('member.updateSettings', { quietHours: { fromHour: 0, toHour: 6 } })
    expect(third.settings.quietHours).toEqual({ fromHour: 0, toHour: 6 })
  })

  test.each([
    ['an hour that is none', { quietHours: { fromHour: 24, toHour: 1 } }],
    ['a choice that is none', { notify: { everything: true } }],
  ])('INVALID_INPUT: %s', async (_name, change) => {
    expect(await world.bob.refusal('member.updateSettings', change)).toBe('INVALID_INPUT')
  })
})
