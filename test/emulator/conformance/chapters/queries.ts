/** Comparison: within one type, null as missing, lists by their elements. https://www.mongodb.com/docs/manual/reference/operator/query-comparison/ */
import { type Chapter, failed, finds, idsOf, refusesQuery } from '../cases'

const MIXED = [
  { _id: '01', a: 1 },
  { _id: '02', a: 2 },
  { _id: '03', a: 2.5 },
  { _id: '04', a: '2' },
  { _id: '05', a: 'text' },
  { _id: '06', a: null },
  { _id: '07' },
  { _id: '08', a: true },
  { _id: '09', a: false },
  { _id: '10', a: [1, 5] },
  { _id: '11', a: [] },
  { _id: '12', a: { x: 1, y: 2 } },
  { _id: '13', a: { y: 2, x: 1 } },
  { _id: '14', a: new Date(5) },
  { _id: '15', a: 5 },
  { _id: '16', a: [[1, 5]] },
  { _id: '17', a: [{ b: 7 }, { b: [8, 9] }] },
  { _id: '18', a: -0.5 },
]
const all = (...but: string[]) => MIXED.map(({ _id }) => _id).filter((id) => !but.includes(id))

export const queries: Chapter = {
  title: 'queries',
  cases: ({ _ }) => [
    finds('a value equals itself and a list with it', MIXED, { a: 1 }, ['01', '10']),
    finds('eq says the same', MIXED, { a: _.eq(1) }, ['01', '10']),
    finds('a text is no number', MIXED, { a: '2' }, ['04']),
    finds('a date is no number', MIXED, { a: new Date(5) }, ['14']),
    finds('null is also what is missing', MIXED, { a: _.eq(null) }, ['06', '07']),
    finds(
      'null inside of a list counts',
      [
        { _id: 'a', a: [null] },
        { _id: 'b', a: [] },
      ],
      { a: null },
      ['a'],
    ),
    finds('booleans are not numbers', MIXED, { a: true }, ['08']),
    finds('a document equals one with the same order of fields', MIXED, { a: _.eq({ x: 1, y: 2 }) }, ['12']),
    finds('a nested condition is a path', MIXED, { a: { y: 2 } }, ['12', '13']),
    finds('a whole list equals itself and a list that holds it', MIXED, { a: _.eq([1, 5]) }, ['10', '16']),
    finds('an empty list equals itself', MIXED, { a: _.eq([]) }, ['11']),
    finds('a path goes into the documents of a list', MIXED, { 'a.b': 7 }, ['17']),
    finds('and into a list at its end', MIXED, { 'a.b': 9 }, ['17']),
    finds('a number in a path is an element', MIXED, { 'a.0': 1 }, ['10', '16']),
    finds('an element of an element', MIXED, { 'a.0.1': 5 }, ['16']),
    finds('neq is everything else, the missing too', MIXED, { a: _.neq(1) }, all('01', '10')),
    finds('neq null is what is there', MIXED, { a: _.neq(null) }, all('06', '07')),
    finds('gt compares numbers with numbers', MIXED, { a: _.gt(2) }, ['03', '10', '15']),
    finds('gte', MIXED, { a: _.gte(2) }, ['02', '03', '10', '15']),
    finds('lt', MIXED, { a: _.lt(1) }, ['18']),
    finds('lte', MIXED, { a: _.lte(1) }, ['01', '10', '18']),
    finds('gt compares text with text', MIXED, { a: _.gt('2') }, ['05']),
    finds('gte compares dates with dates', MIXED, { a: _.gte(new Date(0)) }, ['14']),
    finds('gte null is null and missing', MIXED, { a: _.gte(null) }, ['06', '07']),
    finds('gt null is nothing', MIXED, { a: _.gt(null) }, []),
    finds('lt true is false', MIXED, { a: _.lt(true) }, ['09']),
    finds('gt of a whole list', MIXED, { a: _.gt([1, 4]) }, ['10', '16', '17']),
    finds('two bounds of a list may be met by two elements', MIXED, { a: _.gt(4).and(_.lt(2)) }, ['10']),
    finds('in', MIXED, { a: _.in([1, 'text', true]) }, ['01', '05', '08', '10']),
    finds('in with null finds the missing', MIXED, { a: _.in([null, 5]) }, ['06', '07', '10', '15']),
    finds('in with a pattern', MIXED, { a: _.in([/^te/]) }, ['05']),
    finds('in with a list finds it whole', MIXED, { a: _.in([[1, 5]]) }, ['10', '16']),
    finds('in of nothing', MIXED, { a: _.in([]) }, []),
    finds(
      'in with more than a thousand values',
      MIXED,
      { a: _.in(Array.from({ length: 1500 }, (_value, at) => at + 5)) },
      ['10', '15'],
    ),
    finds('nin', MIXED, { a: _.nin([1, 2, 2.5, 5]) }, all('01', '02', '03', '10', '15')),
    finds('nin null leaves the missing out', MIXED, { a: _.nin([null]) }, all('06', '07')),
    finds(
      'text is ordered by its bytes',
      [
        { _id: 'a', t: '😀' },
        { _id: 'b', t: '\uffee' },
      ],
      { t: _.gt('\uffee') },
      ['a'],
    ),
    finds('-0 is 0', [{ _id: 'a', n: -0 }], { n: 0 }, ['a']),
    finds('0.1 + 0.2 is not 0.3', [{ _id: 'a', n: 0.1 + 0.2 }], { n: 0.3 }, []),
    finds('exists', MIXED, { a: _.exists(true) }, all('07')),
    finds('exists not', MIXED, { a: _.exists(false) }, ['07']),
    finds('a field of a document in a list exists', MIXED, { 'a.b': _.exists(true) }, ['17']),
    finds('mod', MIXED, { a: _.mod(2, 1) }, ['01', '10', '15']),
    finds('mod of a list', MIXED, { a: _.mod([5, 0]) }, ['10', '15', '18']),
    finds(
      'mod cuts fractions off',
      [
        { _id: 'a', a: 5.9 },
        { _id: 'b', a: -3 },
      ],
      { a: _.mod(2, 1) },
      ['a'],
    ),
    finds('mod of a negative number', [{ _id: 'b', a: -3 }], { a: _.mod(2, -1) }, ['b']),
    finds(
      'expr compares two fields',
      [
        { _id: 'a', x: 2, y: 1 },
        { _id: 'b', x: 1, y: 2 },
      ],
      _.expr(_.aggregate.gt(['$x', '$y'])),
      ['a'],
    ),
    finds(
      'expr compares across types',
      [
        { _id: 'a', x: 'text' },
        { _id: 'b', x: 1 },
      ],
      _.expr(_.aggregate.gt(['$x', 5])),
      ['a'],
    ),
    finds(
      'expr tells null from missing',
      [{ _id: 'a', x: null }, { _id: 'b' }],
      _.expr(_.aggregate.eq(['$x', null])),
      ['a'],
    ),
    finds('raw operators go through: $type', MIXED, { a: { $type: 'string' } }, ['04', '05']),
    finds('raw $type of a list or its elements', MIXED, { a: { $type: 'array' } }, ['10', '11', '16', '17']),
    finds('raw $type of numbers', MIXED, { a: { $type: ['number', 'bool'] } }, [
      '01',
      '02',
      '03',
      '08',
      '09',
      '10',
      '15',
      '18',
    ]),
    finds(
      'raw $bitsAllSet',
      [
        { _id: 'a', n: 6 },
        { _id: 'b', n: 4 },
      ],
      { n: { $bitsAllSet: [1, 2] } },
      ['a'],
    ),
    finds(
      'raw $bitsAnySet',
      [
        { _id: 'a', n: 6 },
        { _id: 'b', n: 1 },
      ],
      { n: { $bitsAnySet: 6 } },
      ['a'],
    ),
    finds(
      'raw $bitsAllClear',
      [
        { _id: 'a', n: 6 },
        { _id: 'b', n: 1 },
      ],
      { n: { $bitsAllClear: 6 } },
      ['b'],
    ),
    finds(
      'raw $bitsAnyClear',
      [
        { _id: 'a', n: 6 },
        { _id: 'b', n: 4 },
      ],
      { n: { $bitsAnyClear: 6 } },
      ['b'],
    ),
    refusesQuery('-502001: in of no list', { a: { $in: 5 } }, failed(/\$in needs an array/)),
    refusesQuery(
      '-502001: an operator that does not exist',
      { a: { $near2: 5 } },
      failed(/unknown operator: \$near2/),
    ),
    refusesQuery(
      '-502001: a top level operator that does not exist',
      { $foo: 5 },
      failed(/unknown top level operator/),
    ),
    refusesQuery('-502001: mod by zero', { a: _.mod(0, 1) }, failed(/divisor cannot be 0/)),
    refusesQuery(
      '-502001: mod of one number',
      { a: { $mod: [2] } },
      failed(/malformed mod, not enough elements/),
    ),
    refusesQuery(
      '-502001: mod of three',
      { a: { $mod: [2, 1, 1] } },
      failed(/malformed mod, too many elements/),
    ),
    refusesQuery(
      '-502001: a type that does not exist',
      { a: { $type: 'nothing' } },
      failed(/Unknown type name alias/),
    ),
    refusesQuery('-502001: an order with a pattern', { a: { $gt: /a/ } }, failed(/RegEx as arg/)),
    {
      name: 'orderBy, skip and limit',
      documents: [3, 1, 2, 5, 4].map((n) => ({ _id: `d${n}`, n })),
      run: async ({ documents }) => {
        const { data } = await documents.orderBy('n', 'desc').skip(1).limit(2).get()
        return data.map(({ n }: { n: number }) => n)
      },
      answers: [4, 3],
    },
    {
      name: 'types have an order: null, numbers, text, documents, lists, booleans, dates',
      documents: [
        { _id: '6', v: true },
        { _id: '3', v: 'a' },
        { _id: '7', v: new Date(0) },
        { _id: '2', v: 9 },
        { _id: '1' },
        { _id: '4', v: { a: 1 } },
      ],
      run: async ({ documents }) => {
        const { data } = await documents.orderBy('v', 'asc').get()
        return data.map(({ _id }: { _id: string }) => _id)
      },
      answers: ['1', '2', '3', '4', '6', '7'],
    },
    {
      name: 'a list is sorted by its least element, or its greatest',
      documents: [
        { _id: 'a', v: [5, 20] },
        { _id: 'b', v: [10] },
        { _id: 'c', v: 15 },
      ],
      run: async ({ documents }) => {
        const up = await documents.orderBy('v', 'asc').get()
        const down = await documents.orderBy('v', 'desc').get()
        return [up, down].map(({ data }) => data.map(({ _id }: { _id: string }) => _id).join(''))
      },
      answers: ['abc', 'acb'],
    },
    {
      name: 'two orders',
      documents: [
        { _id: 'a', x: 1, y: 1 },
        { _id: 'b', x: 2, y: 2 },
        { _id: 'c', x: 1, y: 2 },
      ],
      run: async ({ documents }) => {
        const { data } = await documents.orderBy('x', 'desc').orderBy('y', 'desc').get()
        return data.map(({ _id }: { _id: string }) => _id).join('')
      },
      answers: 'bca',
    },
    {
      name: 'count',
      documents: MIXED,
      run: async ({ documents }) => (await documents.where({ a: _.gt(2) }).count()).total,
      answers: 3,
    },
    {
      name: 'a get without a limit answers a hundred documents',
      documents: Array.from({ length: 101 }, (_value, n) => ({ _id: `d${n}`, n })),
      run: async ({ documents }) => (await documents.get()).data.length,
      answers: 100,
    },
    {
      name: 'a limit beyond a thousand is a thousand',
      documents: Array.from({ length: 1000 }, (_value, n) => ({ _id: n, n })),
      run: async (place) => {
        await place.documents.add({ data: { _id: 'more' } })
        return (await place.documents.limit(5000).get()).data.length
      },
      answers: 1000,
    },
    {
      name: 'a numeric _id is not its text',
      documents: [{ _id: 7 }],
      run: async ({ documents }) => [
        idsOf(await documents.where({ _id: 7 }).get()),
        idsOf(await documents.where({ _id: '7' }).get()),
      ],
      answers: [[7], []],
    },
  ],
}
