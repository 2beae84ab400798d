/** What the platform says of somebody's risk, as votes are let in by it (PRODUCT 3.3). */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const rankOf = (openid: string) => world.modules.openApis.requestRiskRank(openid, 'marketing')

test('the rank is what the platform says of them', async () => {
  world.emulator.openapi.script.risk.ranks.oBot = 3
  expect(await rankOf('oBot')).toBe(3)
  expect(await rankOf('oAnn')).toBe(0)
})

test('nobody is ranked when the platform does not answer, or refuses', async () => {
  await expect(rankOf('')).rejects.toMatchObject({ errCode: 40003 })
  world.emulator.openapi.script.risk.mode = 'down'
  await expect(rankOf('oAnn')).rejects.toMatchObject({ errCode: -1 })
  world.emulator.openapi.script.risk.mode = 'by-person'
})
