/** One's points on one's own phone: the wallet, the statement to its end, the file, the rules, the levels and the books. */
import { MINUTE_MS } from '../../contract/limits'
import { publishFigures } from '../support/figures'
import { tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { givePhones } from '../support/weapp/phones'
import { createWorld, newRequestId, type Person, type World } from '../support/world'

const KIB = 1024

let world: World
let baker: Person
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
  baker = await world.newcomer('烘焙的人')
  await baker.call('member.acceptRules', { rulesVersion: 1 })
  const photoIds = [await baker.upload(await jpegPhoto(30, 320, 320))]
  await world.settled()
  await baker.publish('第一炉', photoIds)
  const question = { requestId: newRequestId(), boardId: 'brd_question', photoIds: [] }
  const { postId } = await world.alice.call('post.createPost', {
    ...question,
    kind: 'question',
    text: '为什么回缩？',
  })
  const answer = { requestId: newRequestId(), postId, text: '多烤五分钟' }
  const { comment } = await baker.call('post.createComment', answer)
  await world.alice.call('post.setSolved', { postId, commentId: comment.commentId })
  for (let run = 0; run < 4; run += 1) await tickAfter(world, MINUTE_MS)
}, 120_000)
afterAll(() => world.close())

async function opened(person: Person, url: string): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

test('the tab says what one has, and leads to the wallet', async () => {
  const mp = await opened(baker, '/pages/me/index')
  expect(mp.text('#me-points')).toContain('35')
  await mp.tap('#me-points')
  expect(mp.stack().at(-1)).toBe('packages/points/index')
  expect(mp.text('#balance-available')).toBe('35')
  expect(mp.text('#level')).toContain('再得')
})

test('the statement gives for each line its reason, its amount and the balance after it', async () => {
  const mp = await opened(baker, '/packages/points/index')
  expect(mp.text('#line-1')).toContain('新手一步')
  expect(mp.text('#line-2')).toContain('带照片的帖子')
  expect(mp.text('#line-2')).toContain('+10')
  expect(mp.text('#line-2')).toContain('余额 15')
  const bytes = mp.setData().reduce((sum, entry) => sum + entry.bytes, 0)
  publishFigures('weapp-points', [
    { name: 'setData of the wallet', value: bytes / KIB, max: 16, unit: 'KiB' },
  ])
})

test('the file is put together, then sent by a tap of its own', async () => {
  const mp = await opened(baker, '/packages/points/index')
  await mp.tap('#points-export')
  expect(mp.text('#page-points')).toContain('明细文件好了')
  await mp.tap('#points-export-take')
  const [file] = [...mp.phone.files].filter(([path]) => path.endsWith('积分明细.csv'))
  expect(new TextDecoder().decode(file?.[1])).toContain('available_after')
})

test('who has nothing is told how to begin', async () => {
  const mp = await opened(await world.newcomer('新来的'), '/packages/points/index')
  expect(mp.find('#points-empty')).toBeDefined()
})

test('the rules as they are, the levels with what they unlock, and the books that come to zero', async () => {
  const earn = await opened(baker, '/packages/points/earn')
  expect(earn.text('#earn-post')).toContain('+10 积分')
  const levels = await opened(baker, '/packages/points/levels')
  expect(levels.text('#level-3')).toContain('名字换一种颜色')
  const books = await opened(baker, '/packages/points/books')
  expect(books.text('#books-trial')).toContain('0 积分')
  expect(books.text('#books-trial')).toContain('一分不差')
  expect(books.find('#account-mint-post')).toBeDefined()
})
