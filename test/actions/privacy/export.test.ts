/** privacy.requestExport, privacy.getExport, and the jobs that make exports and remove them. */
import { DAY_MS, EXPORT_KEPT_DAYS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { dataOf, hashOf, readExport } from '../../support/personal-traces'
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type Person, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const request = (person: Person) => person.call('privacy.requestExport', { requestId: newRequestId() })
const getExport = async (person: Person) => (await person.call('privacy.getExport', {})).export
const exportFiles = async () =>
  (await world.emulator.storage.list()).filter(({ path }) => path.startsWith('exports/'))

test('ok: one zip of one JSON and the pictures, and nothing of anybody else', async () => {
  const { alice, bob } = world
  expect(await getExport(alice)).toBeUndefined()
  const mediaId = await alice.upload(await jpegPhoto(31))
  await world.settled()
  const postId = await alice.publish('导出里的帖子', [mediaId])
  await bob.call('post.createComment', { requestId: newRequestId(), postId, text: '别人的评论' })
  await alice.call('member.setFollow', { memberId: bob.memberId, followed: true })

  expect((await request(alice)).export).toMatchObject({ state: 'waiting' })
  const waiting = await getExport(alice)
  expect(waiting).toEqual({ state: 'waiting', requestedAt: expect.any(Number) })
  expect((await tickAfter(world)).failed).toEqual([])

  const ready = present(await getExport(alice))
  expect(ready.state).toBe('ready')
  const files = await readExport(present(ready.url))
  const data = dataOf(files)
  expect(data.member?.profile).toMatchObject([{ memberId: alice.memberId, nickname: 'Alice' }])
  expect(data.member?.following).toMatchObject([{ memberId: bob.memberId }])
  expect(JSON.stringify(data.post)).toContain('导出里的帖子')
  const json = JSON.stringify(data)
  for (const foreign of ['别人的评论', 'Bob', alice.openid, bob.openid]) expect(json).not.toContain(foreign)

  const { photo } = await storedDocument(world, 'media', mediaId)
  const displayed = present(await world.emulator.storage.read(Object(photo).displayFileId))
  expect(hashOf(present(files.get(`media/${mediaId}.webp`)))).toBe(hashOf(displayed))
  const [file] = await exportFiles()
  expect(file?.bytes).toBe(ready.bytes)
})

test('ok: asked for twice there is one, and asking again answers the one that can be fetched', async () => {
  const { bob } = world
  const input = { requestId: newRequestId() }
  await Promise.all([request(bob), request(bob), bob.call('privacy.requestExport', input)])
  await tickAfter(world)
  const { export: again } = await bob.call('privacy.requestExport', input)
  expect(again).toMatchObject({ state: 'ready' })
  expect((await request(bob)).export.requestedAt).toBe(again.requestedAt)
})

test('ok: it is removed in its time, and can be asked for again', async () => {
  const { carol } = world
  await request(carol)
  await tickAfter(world)
  expect(await getExport(carol)).toMatchObject({ state: 'ready' })
  await tickAfter(world, EXPORT_KEPT_DAYS * DAY_MS)
  expect(await getExport(carol)).toBeUndefined()
  expect(await exportFiles()).toEqual([])
  expect((await request(carol)).export.state).toBe('waiting')
  await tickAfter(world)
})

test('ok: a banned member gets theirs too', async () => {
  const outcast = await world.newcomer('Outcast')
  await setFields(world, 'members', outcast.memberId, { standing: 'banned' })
  expect((await request(outcast)).export).toMatchObject({ state: 'waiting' })
  await tickAfter(world)
  const ready = present(await getExport(outcast))
  const data = dataOf(await readExport(present(ready.url)))
  expect(data.member?.profile).toMatchObject([{ memberId: outcast.memberId, nickname: 'Outcast' }])
})

test('ok: one that cannot be made is given up after three times, and others do not wait for it', async () => {
  const [broken, other] = await Promise.all([world.newcomer('Broken'), world.newcomer('Other')])
  await request(broken)
  await setFields(world, 'data_exports', broken.memberId, { attempts: 3 })
  await request(other)
  await tickAfter(world)
  expect(await getExport(broken)).toEqual({ state: 'failed', requestedAt: expect.any(Number) })
  expect(await getExport(other)).toMatchObject({ state: 'ready' })
  expect((await request(broken)).export.state).toBe('waiting')
})
