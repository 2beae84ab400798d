/** What hostile inputs are tried on: people, and things of theirs that are made when first asked for. */
import { periodOf } from '../../cloudfunctions/kit/period'
import type { ActionName, Input } from '../../contract/index'
import { DAY_MS } from '../../contract/limits'
import { ContestStage } from './contest-stage'
import type { Caller, InProcessWorld } from './in-process'
import { textAt } from './in-process'
import { MallStage } from './mall-stage'
import { jpegPhoto } from './photos'
import { newId, stored } from './situations'

const BOARD_ID = 'brd_showcase'
const FIRST_DAY = Date.UTC(2030, 0, 1)
let digests = 0

/** A challenge that runs today, whatever today is. */
export const A_CHALLENGE = {
  title: '七天揉面',
  rules: '每天揉一次面，写一句今天的手感。',
  firstDay: periodOf('day', Date.now()),
  days: 7,
  proofs: ['tap' as const, 'text' as const, 'photo' as const],
  makeUpsMax: 1,
}

/** The two people of all stages of a world: Ann may do everything, Ben is a plain member. */
export interface Cast {
  readonly ann: Caller
  readonly ben: Caller
}

export async function castOf(world: InProcessWorld): Promise<Cast> {
  const [ann, ben] = [await world.newcomer('Ann'), await world.newcomer('Ben')]
  await setRoles(world, ann.memberId, ['operator'])
  return { ann, ben }
}

async function setRoles(world: InProcessWorld, _id: string, roles: readonly string[]): Promise<void> {
  const change = { query: { _id }, data: { $set: { roles } }, multi: false, merge: true, upsert: false }
  await world.emulator.database.modify('members', change)
}

/** Things for one batch of tries: what is used up by one try is there again for the next batch. */
export class Stage {
  readonly ann: Caller
  readonly ben: Caller
  readonly boardId = BOARD_ID
  readonly mall: MallStage
  readonly contest: ContestStage
  private readonly uploads = new Map<string, string>()
  private readonly made = new Map<string, Promise<string>>()

  constructor(
    readonly world: InProcessWorld,
    { ann, ben }: Cast,
  ) {
    this.ann = ann
    this.ben = ben
    this.mall = new MallStage(world, ann)
    this.contest = new ContestStage(world, ann, ben)
  }

  post = () => this.once('post', () => this.publish(this.ann, { photoIds: [] }))
  bensPost = () => this.once('bensPost', () => this.publish(this.ben, { photoIds: [] }))
  question = () => this.once('question', () => this.publish(this.ann, { kind: 'question' }))
  poll = () =>
    this.once('poll', () =>
      this.publish(this.ann, { kind: 'poll', poll: { options: ['可颂', '吐司', '贝果'], multiple: true } }),
    )
  debate = () =>
    this.once('debate', () => this.publish(this.ann, { kind: 'debate', debate: { sides: ['甜', '咸'] } }))
  chain = () => this.once('chain', () => this.publish(this.ann, { kind: 'chain', chain: {} }))
  topic = () =>
    this.once('topic', async () => {
      const postId = await this.publish(this.ann, { topicNames: ['周末烘焙'] })
      const post = await stored(this.world.emulator.database, 'posts', postId)
      const [topicId] = Array.isArray(post?.topicIds) ? post.topicIds : []
      return String(topicId)
    })
  comment = () => this.once('comment', async () => this.say(this.ann, await this.bensPost()))
  answer = () => this.once('answer', async () => this.say(this.ben, await this.question()))
  case = () => this.once('case', () => this.openCase(this.ann))
  bensCase = () => this.once('bensCase', () => this.openCase(this.ben))
  answeredCase = () => this.once('answeredCase', () => this.setCase(this.ann, 'answered'))
  bensAnsweredCase = () => this.once('bensAnsweredCase', () => this.setCase(this.ben, 'answered'))
  challenge = () =>
    this.once('challenge', async () => {
      const saved = await this.call(this.ann, 'checkin.saveChallenge', { requestId: newId(), ...A_CHALLENGE })
      const challengeId = textAt(saved, 'challengeId')
      await this.call(this.ann, 'checkin.setChallengeState', { challengeId, state: 'published' })
      return challengeId
    })
  joinedChallenge = () =>
    this.once('joinedChallenge', async () => {
      const challengeId = await this.challenge()
      await this.call(this.ann, 'checkin.joinChallenge', { challengeId })
      return challengeId
    })
  proof = () =>
    this.once('proof', async () => {
      const challengeId = await this.challenge()
      await this.call(this.ben, 'checkin.joinChallenge', { challengeId })
      await this.call(this.ben, 'checkin.submitProof', { challengeId, proof: { how: 'tap' } })
      const query = { challengeId, memberId: this.ben.memberId }
      const [found] = await this.world.emulator.database.find('check_ins', { query })
      return textAt(found, 'place')
    })
  /** A day of Ann's that can be made up, and a card for it. */
  missedDay = () =>
    this.once('missedDay', async () => {
      const { memberId } = this.ann
      await this.changeDays({ joinedDay: periodOf('day', Date.now() - 5 * DAY_MS) })
      const card = { _id: `card:${newId()}`, schemaVersion: 1, memberId, givenAt: 1, usedFor: '' }
      await this.world.emulator.database.importDocuments('make_up_cards', [card])
      return periodOf('day', Date.now() - DAY_MS)
    })
  /** A milestone that Ann has reached. */
  milestone = async () => {
    await this.changeDays({ milestone: 7 })
    return 7
  }
  photo = () => this.once('photo', () => this.upload(this.ann))
  /** A photo that has passed its check. */
  passedPhoto = () =>
    this.once('passedPhoto', async () => {
      const mediaId = await this.upload(this.ann)
      await this.call(this.ann, 'post.decideMedia', { mediaId, passed: true })
      return mediaId
    })
  /** Where the photo was uploaded to. */
  fileId = async () => {
    return this.uploads.get(await this.photo()) ?? ''
  }
  /** A day whose digest is a draft. */
  draftedDay = () => this.once('draftedDay', () => this.draftDigest())
  /** A day whose digest is let go, and changed by nobody else. */
  releasedDay = () => this.once('releasedDay', () => this.draftDigest())
  /** A wish that waits for a second person. */
  adjustment = () =>
    this.once('adjustment', async () => {
      const wanted = { memberId: this.ben.memberId, kind: 'thanks', reason: 'event', words: '谢谢' } as const
      const asked = await this.call(this.ann, 'points.adjust', { requestId: newId(), ...wanted, points: 600 })
      return textAt(asked, 'adjustment', 'adjustmentId')
    })
  /** Points that somebody new has earned. */
  earning = async () => {
    const { memberId } = await this.newcomer()
    const { earningStore, transaction } = this.world.modules
    const settings = await earningStore.readEarningSettings()
    const award = { source: 'post', memberId, subjectId: newId(), at: Date.now() } as const
    await transaction.inTransaction((tx) => earningStore.pay(tx, award, settings))
    return { memberId, number: 1 }
  }
  /** The rules of earning, and which version they are. */
  pointsSettings = async () => {
    const { configs, pointsSettings } = this.world.modules
    return configs.readConfigNow(pointsSettings.pointsConfig)
  }
  title = () =>
    this.once('title', async () => {
      const about = { memberId: this.ben.memberId, kind: 'title', text: '好榜样', reason: '常帮人' } as const
      await this.call(this.ann, 'member.grantMark', { requestId: newId(), ...about })
      const member = await stored(this.world.emulator.database, 'members', this.ben.memberId)
      const titles: unknown[] = Array.isArray(member?.titles) ? member.titles : []
      return textAt(titles.at(-1), 'titleId')
    })

  /** Somebody who has joined just now, for what nobody does twice. */
  newcomer = () => this.world.newcomer(`New ${newId().slice(0, 6)}`)
  /** Somebody who has not joined. */
  stranger = (): Caller => ({ openid: `oTest${newId()}`, memberId: '' })

  async call<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<unknown> {
    const envelope = await this.world.invoke(caller, action, input)
    if (!envelope.ok) throw new Error(`${action}: ${envelope.error.code}`)
    return envelope.data
  }

  private async draftDigest(): Promise<string> {
    // Days nobody else has: a community has a digest a day, a fuzzer one a stage.
    const day = periodOf('day', FIRST_DAY + digests * DAY_MS)
    digests += 1
    const contents = { greeting: '', best: [], questions: [], slots: [] }
    await this.world.modules.noticeStore.draftDigest(day, contents)
    return day
  }

  /** Changes what is known of the days that Ann has checked in on. */
  private async changeDays(fields: object): Promise<void> {
    await this.call(this.ann, 'checkin.checkIn', { proof: { how: 'tap' } })
    const query = { _id: `daily:${this.ann.memberId}` }
    const change = { query, data: { $set: fields }, multi: false, merge: true, upsert: false }
    await this.world.emulator.database.modify('check_in_calendars', change)
  }

  private once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.made.get(name) ?? make()
    this.made.set(name, known)
    return known
  }

  private async publish(author: Caller, more: Partial<Input<'post.createPost'>>): Promise<string> {
    const plain = { requestId: newId(), boardId: BOARD_ID, text: '今天做了可颂', photoIds: [] }
    return textAt(await this.call(author, 'post.createPost', { ...plain, ...more }), 'postId')
  }

  private async say(author: Caller, postId: string): Promise<string> {
    const said = { requestId: newId(), postId, text: '真好看' }
    return textAt(await this.call(author, 'post.createComment', said), 'comment', 'commentId')
  }

  private async openCase(member: Caller): Promise<string> {
    const words = { requestId: newId(), text: '烤箱不热', photoIds: [] }
    const opened = await this.call(member, 'notice.openCase', { ...words, kind: 'feedback' })
    return textAt(opened, 'case', 'caseId')
  }

  private async setCase(member: Caller, state: string): Promise<string> {
    const caseId = await this.openCase(member)
    const data = { $set: { state, firstAnsweredAt: 1 } }
    const change = { query: { _id: caseId }, data, multi: false, merge: true, upsert: false }
    await this.world.emulator.database.modify('cases', change)
    return caseId
  }

  private async upload(owner: Caller): Promise<string> {
    const bytes = await jpegPhoto(64)
    const asked = { requestId: newId(), purpose: 'post', bytes: bytes.length } as const
    const place = await this.call(owner, 'media.requestUpload', asked)
    const fileId = await this.world.emulator.storage.write(textAt(place, 'path'), bytes)
    const mediaId = textAt(place, 'mediaId')
    this.uploads.set(mediaId, fileId)
    await this.call(owner, 'media.complete', { mediaId, fileId })
    return mediaId
  }
}
