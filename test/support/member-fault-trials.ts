/** The writes of members that every fault is tried at: following, the survey, a mark, an export, leaving. */
import { demand, demandOnce, type FaultySubject } from './fault-subject'
import { newId, peopleOf, stored } from './situations'

const setFollow: FaultySubject = {
  name: 'member.setFollow',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const fan = await world.newcomer('Fan')
    const _id = `${fan.memberId}:${alice.memberId}`
    return {
      work: () => world.invoke(fan, 'member.setFollow', { memberId: alice.memberId, followed: true }),
      async check(isDone) {
        const { database } = world.emulator
        const follows = await database.find('member_follows', { query: { _id } })
        demandOnce(follows.length, isDone, 'follows')
        const facts = await database.find('outbox', { query: { key: _id } })
        demand(facts.length === follows.length, `${facts.length} facts of ${follows.length} follows`)
      },
    }
  },
}

const saveSurvey: FaultySubject = {
  name: 'member.saveSurvey',
  async prepare(world) {
    const member = await world.newcomer('Asked')
    const input = {
      requestId: newId(),
      reasons: ['learn' as const],
      skillTier: 'beginner' as const,
      interests: [],
      needs: [],
    }
    return {
      work: () => world.invoke(member, 'member.saveSurvey', input),
      async check(isDone) {
        const found = await stored(world.emulator.database, 'members', member.memberId)
        demand(found?.survey !== undefined || !isDone, 'no survey is kept')
        demand((found?.survey !== undefined) === (found?.skillTier === 'beginner'), 'half a survey')
      },
    }
  },
}

const requestExport: FaultySubject = {
  name: 'privacy.requestExport',
  async prepare(world) {
    const member = await world.newcomer('Exporting')
    const input = { requestId: newId() }
    return {
      work: () => world.invoke(member, 'privacy.requestExport', input),
      async check(isDone) {
        const found = await stored(world.emulator.database, 'data_exports', member.memberId)
        demandOnce(found ? 1 : 0, isDone, 'exports')
      },
    }
  },
}

const leave: FaultySubject = {
  name: 'privacy.leave',
  async prepare(world) {
    const member = await world.newcomer('Leaving')
    const input = { requestId: newId(), confirm: true as const }
    return {
      work: () => world.invoke(member, 'privacy.leave', input),
      async check(isDone) {
        const { database } = world.emulator
        const [found, guard, departure] = await Promise.all(
          (['members', 'member_guards', 'departures'] as const).map((name) =>
            stored(database, name, member.memberId),
          ),
        )
        const identity = await stored(database, 'member_identities', member.openid)
        const gone = [
          found?.standing === 'deleted',
          found?.nickname === '',
          found?.openid !== member.openid,
          guard?.standing === 'deleted',
          departure !== undefined,
          identity === undefined,
        ]
        demand(
          gone.every((each) => each === gone[0]),
          `half gone: ${gone.join()}`,
        )
        demand(gone[0] === true || !isDone, 'still there')
      },
    }
  },
}

/** Every write of members that goes beyond one document. */
export const MEMBER_SUBJECTS: readonly FaultySubject[] = [setFollow, saveSurvey, requestExport, leave]
