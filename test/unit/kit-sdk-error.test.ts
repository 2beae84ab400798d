/** What errors of the SDK say, in the shapes in which it throws them. */
import { AppError } from '../../cloudfunctions/kit/app-error'
import { isConflict, isUnanswered } from '../../cloudfunctions/kit/sdk-error'

/** As a call of the database throws it: an errCode that says nothing, and what happened in the text. */
const ofDatabase = (reason: string) => {
  const errMsg = `document.update:fail -501001 resource system error. ${reason}`
  return Object.assign(new Error(errMsg), { errCode: -501001, errMsg })
}
/** As any other call does: with the code that Node gave it. */
const ofNetwork = (code: string, reason: string) => Object.assign(new Error(reason), { code })

const CONFLICTS = [
  ofDatabase('[ResourceUnavailable.TransactionConflict] …'),
  // As the commit meets it: a code, and no errCode.
  ofNetwork('DATABASE_TRANSACTION_CONFLICT', '[DATABASE_TRANSACTION_CONFLICT] …'),
]
const UNANSWERED = [
  ofDatabase('request timeout'),
  ofDatabase('connect timeout'),
  ofDatabase('socket hang up'),
  ofDatabase('read ECONNRESET'),
  ofDatabase('connect ECONNREFUSED 127.0.0.1:1'),
  ofNetwork('ESOCKETTIMEDOUT', 'request timeout'),
  ofNetwork('ETIMEDOUT', 'connect timeout'),
  ofNetwork('ECONNRESET', 'socket hang up'),
]
const OTHERS = [
  undefined,
  null,
  'TransactionConflict, request timeout',
  new Error('duplicate key'),
  { errCode: -501001 },
  ofDatabase('E11000 duplicate key error'),
  Object.assign(new AppError('BUSY'), { message: 'request timeout' }),
]

test('both shapes of a conflict are known, and nothing else is one', () => {
  expect(CONFLICTS.map(isConflict)).toEqual(CONFLICTS.map(() => true))
  expect([...UNANSWERED, ...OTHERS].filter(isConflict)).toEqual([])
})

test('what got no answer is known, in both shapes, and nothing else is', () => {
  expect(UNANSWERED.map(isUnanswered)).toEqual(UNANSWERED.map(() => true))
  expect([...CONFLICTS, ...OTHERS].filter(isUnanswered)).toEqual([])
})
