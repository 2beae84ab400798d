/** Contests in a world whose functions run in this process, managed by one who may. */
import type { ContestPlan } from '../../contract/contest-shapes'
import type { ActionName, Input } from '../../contract/index'
import { contestPlan, keepPhoto, StagedContests } from './contest-documents'
import type { Caller, InProcessWorld } from './in-process'
import { codeOf, setFields } from './mall'
import { runJob } from './run-job'
import { newId } from './situations'

export class Contests extends StagedContests {
  private constructor(
    readonly world: InProcessWorld,
    readonly staff: Caller,
    photoFileId: string,
  ) {
    super(world, photoFileId)
  }

  /** Makes somebody of the staff who manages them: a newcomer if nobody is named. */
  static async open(world: InProcessWorld, staff?: Caller): Promise<Contests> {
    const manager = staff ?? (await world.newcomer('Staff'))
    await setFields(world, 'members', manager.memberId, { roles: ['operator'] })
    return new Contests(world, manager, await keepPhoto(world))
  }

  /** A draft, made by the staff. */
  async draft(wishes: Partial<ContestPlan> = {}): Promise<string> {
    const input = { requestId: newId(), plan: contestPlan('announced', wishes) }
    const { contest } = await this.world.call(this.staff, 'contest.savePlan', input)
    return contest.contestId
  }

  /** The code with which an action refuses an input; `ok` when it does not. */
  async refusal<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<string> {
    return codeOf(await this.world.invoke(caller, action, input))
  }

  /** Runs one of the contests' jobs to its end, at an instant. */
  run(job: string, now = Date.now()): Promise<number> {
    return runJob(this.world, this.world.modules.contestJobs.contestJobs, job, now)
  }

  /** Runs all of them so many times over, in their order: what one has done the next may wait for. */
  async runAll(times = 1, now = Date.now()): Promise<void> {
    for (let time = 0; time < times; time += 1)
      for (const { name } of this.world.modules.contestJobs.contestJobs) await this.run(name, now)
  }
}
