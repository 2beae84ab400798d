/** Cursors are opaque, belong to one list and cannot be made up. */
import * as fc from 'fast-check'
import { AppError } from '../../cloudfunctions/kit/app-error'
import { decodeCursor, decodePosition, encodeCursor, toPage } from '../../cloudfunctions/kit/cursor'
import { Cursor } from '../../contract/shared'

const ID = 'pst_1m80fc0aq00000000'
const refused = (list: string, cursor: string) => {
  try {
    decodeCursor(list, cursor)
    return undefined
  } catch (error) {
    return error instanceof AppError ? error : undefined
  }
}

test('a cursor leads back to where it was taken and fits the contract', () => {
  expect(decodeCursor('all', encodeCursor('all', ID))).toBe(ID)
  expect(Cursor.safeParse(encodeCursor('brd_everyday', ID)).success).toBe(true)
})

test('no cursor is the beginning', () => {
  expect(decodeCursor('all', undefined)).toBeUndefined()
})

test.each([
  ['another list', encodeCursor('brd_everyday', ID)],
  ['another version', Buffer.from(`2|all|${ID}`).toString('base64url')],
  ['no id', Buffer.from('1|all|').toString('base64url')],
  ['an operator for an id', Buffer.from('1|all|{"$gt":""}').toString('base64url')],
  ['more parts', Buffer.from(`1|all|${ID}|x`).toString('base64url')],
  ['padding', `${encodeCursor('all', ID)}=`],
])('INVALID_INPUT for a cursor of %s', (_name, cursor) => {
  expect(refused('all', cursor)?.code).toBe('INVALID_INPUT')
  expect(refused('all', cursor)?.details).toEqual({ field: 'cursor', rule: 'format' })
})

test('a cursor carries what the next page has to know, for lists that ask for it only', () => {
  const cursor = encodeCursor('latest', ID, ['pst_1m80fc0aq00000001', '7'])
  expect(decodePosition('latest', cursor)).toEqual({ lastId: ID, notes: ['pst_1m80fc0aq00000001', '7'] })
  expect(Cursor.safeParse(encodeCursor('latest', ID, [ID, ID])).success).toBe(true)
  expect(refused('latest', cursor)?.code).toBe('INVALID_INPUT')
  expect(() => decodePosition('latest', encodeCursor('latest', ID, ['{"$gt":""}']))).toThrow(AppError)
})

test('any other text is INVALID_INPUT, never another error', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => refused('all', text)?.code === 'INVALID_INPUT'),
  )
})

test('a page has a next one exactly when more was found than it holds', () => {
  const found = ['cmt_00000001', 'cmt_00000002', 'cmt_00000003'].map((_id) => ({ _id }))
  expect(toPage('l', found, 3)).toEqual({ items: found })
  expect(toPage('l', [], 3)).toEqual({ items: [] })
  const page = toPage('l', found, 2)
  expect(page.items).toHaveLength(2)
  expect(decodeCursor('l', page.nextCursor)).toBe('cmt_00000002')
})
