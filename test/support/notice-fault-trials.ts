/** The writes of notices that every fault is tried at: cases, consents, and the sending of a message. */
import { demand, demandOnce, type FaultySubject } from './fault-subject'
import { textAt } from './in-process'
import { booksOf, prepareReceiver, sendMessagesOnce } from './notice-races'
import { newId, peopleOf, stored } from './situations'

const openCase: FaultySubject = {
  name: 'notice.openCase',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const text = `opened ${newId()}`
    const input = { requestId: newId(), kind: 'feedback' as const, text, photoIds: [] }
    return {
      work: () => world.invoke(alice, 'notice.openCase', input),
      async check(isDone) {
        const query = { memberId: alice.memberId }
        const found = await world.emulator.database.find('cases', { query, limit: 1_000 })
        const mine = found.filter(({ turns }) => JSON.stringify(turns).includes(text))
        demandOnce(mine.length, isDone, 'cases')
      },
    }
  },
}

const replyToCase: FaultySubject = {
  name: 'notice.replyToCase',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const words = { text: 'the oven is cold', photoIds: [] }
    const opened = await world.invoke(alice, 'notice.openCase', {
      ...words,
      requestId: newId(),
      kind: 'feedback',
    })
    const caseId = textAt(opened, 'data', 'case', 'caseId')
    const input = { ...words, requestId: newId(), caseId, text: 'still cold' }
    return {
      work: () => world.invoke(alice, 'notice.replyToCase', input),
      async check(isDone) {
        const found = await stored(world.emulator.database, 'cases', caseId)
        const turns: unknown[] = Array.isArray(found?.turns) ? found.turns : []
        demandOnce(turns.filter((turn) => textAt(turn, 'text') === 'still cold').length, isDone, 'replies')
      },
    }
  },
}

const recordConsent: FaultySubject = {
  name: 'notice.recordConsent',
  async prepare(world) {
    const receiver = await prepareReceiver(world, 0)
    const templates = [{ templateId: 'tpl_reply', accepted: true }]
    const input = { requestId: newId(), templates }
    return {
      work: () => world.invoke(receiver, 'notice.recordConsent', input),
      async check(isDone) {
        const { left, sum } = await booksOf(world, receiver)
        demand(left === sum, `the balance is ${left}, its entries sum up to ${sum}`)
        demand(left === 2 || (left === 1 && !isDone), `${left} left of two`)
      },
    }
  },
}

const sendMessages: FaultySubject = {
  name: 'notice.sendMessages',
  async prepare(world) {
    const receiver = await prepareReceiver(world, 1)
    return {
      work: sendMessagesOnce(world),
      async check() {
        const { left, sum, sent } = await booksOf(world, receiver)
        demand(left === sum, `the balance is ${left}, its entries sum up to ${sum}`)
        demand(sent <= 1, `${sent} messages for one cause`)
        demand(sent + left <= 1, 'a credit that was spent is there still')
      },
    }
  },
}

export const NOTICE_SUBJECTS: readonly FaultySubject[] = [openCase, replyToCase, recordConsent, sendMessages]
