/** Update operators are as strict as MongoDB's: what would be passed over in silence is an error here. */
import { readUpdate, updatedBy } from '../../../emulator/database/updates'
import type { Document, PlainObject } from '../../../emulator/types'

const NOW = 1_700_000_000_000

function updated(fields: PlainObject, operators: PlainObject): PlainObject {
  const document: Document = { _id: 'd', ...fields }
  const before = structuredClone(document)
  const { _id, ...after } = updatedBy(document, readUpdate(operators, NOW), {})
  expect(_id).toBe('d')
  expect(document).toEqual(before)
  return after
}

test.each<[string, PlainObject, PlainObject, PlainObject]>([
  ['$inc of a missing field', {}, { $inc: { 'a.b': 2 } }, { a: { b: 2 } }],
  ['$inc in an array', { t: [1] }, { $inc: { 't.0': 4 } }, { t: [5] }],
  ['$mul of a missing field', {}, { $mul: { a: 3 } }, { a: 0 }],
  ['$set of a deep field', { a: { x: 1 } }, { $set: { 'a.b.c': 1 } }, { a: { x: 1, b: { c: 1 } } }],
  ['$set of a date', {}, { $set: { at: new Date(7) } }, { at: new Date(7) }],
  ['$set past the end of an array', { t: [1] }, { $set: { 't.2': 9 } }, { t: [1, null, 9] }],
  ['$unset of a field', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of an element', { t: [1, 2] }, { $unset: { 't.0': '' } }, { t: [null, 2] }],
  ['$unset through a scalar', { a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
  ['$push of each', {}, { $push: { t: { $each: ['a', 'b'] } } }, { t: ['a', 'b'] }],
  [
    '$push, sorted and cut',
    { t: [5, 1] },
    { $push: { t: { $each: [3], $sort: -1, $slice: 2 } } },
    { t: [5, 3] },
  ],
  ['$addToSet', { t: [1] }, { $addToSet: { t: { $each: [1, 2, 2] } } }, { t: [1, 2] }],
  ['$pull by condition', { t: [1, 5, 9] }, { $pull: { t: { $gte: 5 } } }, { t: [1] }],
  ['$pull of a missing field', {}, { $pull: { t: 1 } }, {}],
  ['$pop of the first', { t: [1, 2] }, { $pop: { t: -1 } }, { t: [2] }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 9 } }, { a: 3, b: 9 }],
  ['$rename', { a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$currentDate by the clock given', {}, { $currentDate: { at: true } }, { at: new Date(NOW) }],
  ['$setOnInsert of a document that is there', {}, { $setOnInsert: { a: 1 } }, {}],
])('%s', (_name, fields, operators, after) => {
  expect(updated(fields, operators)).toEqual(after)
})

test.each<[string, PlainObject, PlainObject, RegExp]>([
  ['$inc of null', { a: null }, { $inc: { a: 1 } }, /non-numeric type/],
  ['$inc of text', { a: '1' }, { $inc: { a: 1 } }, /non-numeric type/],
  ['$inc by text', {}, { $inc: { a: '1' } }, /non-numeric argument/],
  ['$mul of a list', { a: [1] }, { $mul: { a: 2 } }, /non-numeric type/],
  ['$push on a number', { t: 1 }, { $push: { t: 2 } }, /must be an array/],
  ['$push on null', { t: null }, { $push: { t: 2 } }, /must be an array but is of type null/],
  ['$addToSet on text', { t: 'x' }, { $addToSet: { t: 'y' } }, /must be an array/],
  ['$pull on an object', { t: {} }, { $pull: { t: 1 } }, /Cannot apply \$pull to a non-array value/],
  ['$pop on a number', { t: 1 }, { $pop: { t: 1 } }, /Cannot apply \$pop to a non-array value/],
  ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element {a: 1}/],
  ['$set through null', { a: null }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element {a: null}/],
  ['$set of a name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, /Cannot create field/],
  ['the same path twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, /would create a conflict/],
  ['a path and a part of it', {}, { $set: { 'a.b': 1 }, $unset: { a: '' } }, /would create a conflict/],
  [
    '$rename onto a path that is set',
    { a: 1 },
    { $rename: { a: 'b' }, $set: { b: 1 } },
    /would create a conflict/,
  ],
  ['another _id', {}, { $set: { _id: 'e' } }, /immutable field '_id'/],
  ['no operator', {}, { a: 1 }, /Unknown modifier: a/],
  ['an unknown operator', {}, { $foo: { a: 1 } }, /Unknown modifier: \$foo/],
  ['a value with an operator in it', {}, { $set: { a: { $gt: 1 } } }, /must not begin with/],
  ['an element with an operator in it', {}, { $push: { t: { $gt: 1 } } }, /must not begin with/],
  ['__proto__', {}, { $set: { '__proto__.x': 1 } }, /reserved/],
  ['an empty path', {}, { $set: { 'a.': 1 } }, /empty field/],
])('DATABASE_REQUEST_FAILED: %s', (_name, fields, operators, message) => {
  expect(() => updated(fields, operators)).toThrow(
    expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringMatching(message) }),
  )
})
