/** The bundle and its verifier: nothing of a bundle can be changed without being seen. PRODUCT 3.7. */
import { Fault, hexOf } from '../../scripts/verifier/lines'
import { verifyBundle } from '../../scripts/verify-contest'
import {
  ballotOf,
  dayOf,
  type MadeUp,
  sealedFile,
  textOf,
  voterNamed,
  workIdOf,
} from '../support/contest-bundle'

const quarantined = {
  workId: workIdOf(2),
  day: dayOf(0),
  voter: voterNamed(3),
  state: 'underReview',
} as const
const MADE_UP: MadeUp = {
  scoring: 'votesAndJury',
  works: 5,
  days: [
    [ballotOf(1, 0, [0, 1, 2]), ballotOf(2, 0, [0, 3]), ballotOf(3, 0, [2]), ballotOf(4, 0, [])],
    [],
    [
      ballotOf(1, 2, [1]),
      ballotOf(2, 2, [3], { inviter: voterNamed(1) }),
      ballotOf(5, 2, [4], { isNewcomer: true }),
      ballotOf(6, 2, [4]),
    ],
  ],
  quarantine: [quarantined],
  excluded: [voterNamed(6)],
  scores: [
    [7, 8, 9],
    [1, 5, 5],
  ],
}

let text: string
beforeAll(async () => {
  text = await textOf(MADE_UP)
})

/** What the verifier says of a bundle whose seal was made anew after a change; '' when nothing is wrong. */
function said(changed: string): string {
  try {
    verifyBundle(sealedFile(changed))
    return ''
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
}
function replaced(from: string | RegExp, to: string): string {
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  return said(changed)
}

test('a bundle says what was counted, and the verifier finds the same', () => {
  const found = verifyBundle(sealedFile(text))
  expect(found).toMatchObject({
    title: '晨光大赛',
    ballots: 8,
    works: 5,
    raw: 10,
    counted: 7,
    quarantined: 1,
  })
  expect(found.heads.map(([day]) => day)).toEqual([dayOf(0), dayOf(1), dayOf(2)])
  expect(found.winners).toEqual([{ rank: 1, workId: workIdOf(0), prize: '一等奖' }])
  expect(JSON.parse(sealedFile(text).toString('utf8'))).toMatchObject({ seal: found.seal })
})

test('a contest without ballots and without works has a bundle too', async () => {
  const empty = await textOf({ scoring: 'votes', works: 0, days: [[]] })
  expect(verifyBundle(sealedFile(empty))).toMatchObject({ ballots: 0, works: 0, winners: [] })
})

test('every change of one byte is seen, at 2,000 places', () => {
  const file = sealedFile(text)
  const missed: number[] = []
  let random = 20261122
  for (let time = 0; time < 2_000; time += 1) {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31
    const at = random % file.length
    const before = file[at] ?? 0
    file[at] = before ^ (1 + (random % 255))
    try {
      verifyBundle(file)
      missed.push(at)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
    file[at] = before
  }
  expect(missed).toEqual([])
  expect(verifyBundle(file).ballots).toBe(8)
})

test('a byte more and a byte less are seen', () => {
  const file = sealedFile(text)
  expect(() => verifyBundle(file.subarray(1))).toThrow(Fault)
  expect(() => verifyBundle(file.subarray(0, -1))).toThrow(Fault)
  expect(() => verifyBundle(Buffer.concat([file, Buffer.from('\n')]))).toThrow(Fault)
})

describe('with the seal made anew', () => {
  const firstBallot = /\["0{25}1","2026-11-21".*\],\n/
  test('a ballot that was dropped', () => expect(replaced(firstBallot, '')).toMatch('anchored'))
  test('a vote that was changed', () =>
    expect(replaced(`["${workIdOf(0)}","${workIdOf(3)}"]`, `["${workIdOf(1)}","${workIdOf(3)}"]`)).toMatch(
      'anchored',
    ))
  test('a ballot that was moved to another day', () =>
    expect(replaced(`"${voterNamed(6)}","${dayOf(2)}"`, `"${voterNamed(6)}","${dayOf(0)}"`)).toMatch(
      'another day',
    ))
  test('a day that was left out', () =>
    expect(replaced(/\{"day":"2026-11-22".*\n.*\n/, '')).toMatch(dayOf(1)))
  test('a head that was changed', () => expect(replaced(/"head":"[0-9a-f]/, '"head":"x')).toMatch('anchored'))
  test('a vote under review that was released', () =>
    expect(replaced('"underReview"', '"released"')).toMatch('rank'))
  test('a vote under review that nobody has cast', () =>
    expect(replaced(`["${workIdOf(2)}","${dayOf(0)}"`, `["${workIdOf(2)}","${dayOf(1)}"`)).toMatch(
      'nobody has cast',
    ))
  test('a vote under review for one reason alone', () =>
    expect(replaced('["burst","inviter"]', '["burst"]')).toMatch('two signals'))
  test('an exclusion that was forgotten', () => expect(replaced(`"${voterNamed(6)}"\n`, '')).toMatch('rank'))
  test('a rank that was changed', () => expect(replaced('\n[1,"wrk_', '\n[2,"wrk_')).not.toBe(''))
  test('a score of the jury that was changed', () => expect(replaced('[7,8,9]', '[7,9,9]')).toMatch('rank 1'))
  test('a work that was taken out', () => expect(replaced('"entered"', '"withdrawn"')).toMatch('rank'))
  test('a rule that was changed', () =>
    expect(replaced('votesAndJury', 'votes')).toMatch('hash was published'))
  test('another draw', () => expect(replaced(/"drawSeed":"d/, '"drawSeed":"e')).toMatch('committed'))
  test('totals that were changed', () =>
    expect(replaced('"final",0,10,7', '"final",0,10,8')).toMatch('totals'))
  test('another root of the result', () =>
    expect(replaced(/("final",0,10,7,5,")[0-9a-f]/, '$1x')).toMatch('hash of its lines'))
  test('a space more', () => expect(replaced('[1,"final"', '[1, "final"')).toMatch('canonical'))
  test('a member more', () => expect(replaced('"rulesHash"', '"more":"",\n"rulesHash"')).toMatch('rulesHash'))
  test('rules and their hash together: the committed draw and the chain still hang on them', () => {
    const rules = JSON.parse(/"rules":(".*"),\n/.exec(text)?.[1] ?? '""')
    const other = String(rules).replace('"points":300', '"points":900')
    const changed = text
      .replace(/"rules":".*",\n/, () => `"rules":${JSON.stringify(other)},\n`)
      .replace(/"rulesHash":"[0-9a-f]{64}"/, `"rulesHash":"${hexOf(other)}"`)
    expect(said(changed)).toMatch('anchored')
  })
})
