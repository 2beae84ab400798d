/**
 * What a community is made to hold, through its own actions, so that every page has something to show: a post of each
 * kind, an answer that solved a question, likes, a mention and followers, a case, a copy of one's data, a digest.
 */
import { randomBytes } from 'node:crypto'
import type { Input } from '../../contract'
import type { Player } from '../demo/player'

/** Who plays: the one whose screens are seen, another member, somebody who may do all, and who has just joined. */
export interface Cast {
  readonly viewer: Player
  readonly author: Player
  readonly staff: Player
  /** Brings a photo of this player's to the cloud and answers its id; each number shows another one. */
  photoOf(player: Player, number: number): Promise<string>
  /** Runs what the timer runs, until what was done has reached everybody. */
  runJobs(): Promise<void>
}

/** Where the pages are that need an id. */
export interface Stage {
  readonly viewerId: string
  readonly authorId: string
  readonly boardId: string
  readonly topicId: string
  readonly posts: Readonly<Record<'mine' | 'question' | 'poll' | 'debate' | 'chain' | 'order', string>>
  readonly caseId: string
  /** An item of the mall, with a photograph if there is any, and an order whose code can be shown. */
  readonly itemId: string
  readonly orderId: string
  /** A challenge that the viewer is in, with proofs to see. */
  readonly challengeId: string
  /** The day of the digest's draft, or of no digest when there is none. */
  readonly day: string
}

const requestId = () => randomBytes(12).toString('hex')
const idOf = async (player: Player) => {
  const { member } = await player.call('member.getMe', {})
  if (!member) throw new Error('everybody on the stage has joined')
  return member.memberId
}

/** Sets the stage; may be done once in a community. */
export async function setStage(cast: Cast): Promise<Stage> {
  const { viewer, author, staff } = cast
  const [viewerId, authorId] = await Promise.all([idOf(viewer), idOf(author)])
  const { boards } = await viewer.call('home.getCommunity', {})
  const boardId = boards.find(({ boardId: id }) => id === 'brd_question')?.boardId ?? boards[0]?.boardId ?? ''
  const posts = await publishAll(cast, boardId)
  await talk(cast, posts, viewerId)
  await viewer.call('member.setFollow', { memberId: authorId, followed: true })
  await author.call('member.setFollow', { memberId: viewerId, followed: true })
  const { topics } = await viewer.call('post.suggestTopics', { text: '开酥' })
  const said = { requestId: requestId(), kind: 'feedback' as const, photoIds: [] }
  const opened = await viewer.call('notice.openCase', { ...said, text: '照片传到一半断了，草稿找不到了。' })
  const { caseId } = opened.case
  const answer = '谢谢你告诉我们。草稿还在，从发帖页上方就能继续写。'
  await staff.call('notice.answerCase', { requestId: requestId(), caseId, text: answer, photoIds: [] })
  const { itemId, orderId } = await shop(cast, viewerId)
  const challengeId = await challenge(cast)
  await cast.runJobs()
  const { digest } = await staff.call('notice.getDigestDraft', {})
  return {
    ...{ viewerId, authorId, boardId, posts, caseId, itemId, orderId, challengeId },
    topicId: topics[0]?.topicId ?? '',
    day: digest?.day ?? '2026-01-01',
  }
}

/** Something to redeem, somebody thanked with points who redeems it, and a coupon left over. */
async function shop({ viewer, staff }: Cast, viewerId: string): Promise<Pick<Stage, 'itemId' | 'orderId'>> {
  const { itemId } = await staff.call('mall.saveItem', {
    requestId: requestId(),
    grant: { kind: 'service' },
    name: '合作面包房拿铁一杯',
    words: '到店报核销码，换一杯现做的拿铁。',
    photoIds: [],
    price: 40,
    level: 1,
    counted: true,
    flash: false,
  })
  await staff.call('mall.restock', { requestId: requestId(), itemId, count: 5 })
  await staff.call('mall.setItemState', { itemId, state: 'listed' })
  const thanks = { memberId: viewerId, kind: 'thanks', reason: 'helping', words: '谢谢你的配方' } as const
  await staff.call('points.adjust', { requestId: requestId(), ...thanks, points: 300 })
  const campaign = { templateKey: 'newcomer', campaign: 'screens', memberIds: [viewerId] }
  await staff.call('mall.giveCoupons', campaign)
  const wish = { requestId: requestId(), itemId, shownPrice: 40 }
  const { order } = await viewer.call('mall.placeOrder', wish)
  await viewer.call('mall.confirmOrder', { orderId: order.orderId })
  const { items } = await viewer.call('mall.listItems', {})
  const shown = items.find((item) => item.picture && item.kind === 'goods') ?? items[0]
  return { itemId: shown?.itemId ?? itemId, orderId: order.orderId }
}

/** A challenge that begins today: two are in it, one has done the day. The viewer's own day is still to be done. */
async function challenge({ viewer, author, staff }: Cast): Promise<string> {
  const { today } = await viewer.call('home.getActivity', {})
  const { challengeId } = await staff.call('checkin.saveChallenge', {
    requestId: requestId(),
    title: '七天揉面',
    rules: '每天揉一次面，写一句今天的手感，或者拍一张面团。',
    firstDay: today,
    days: 7,
    proofs: ['text', 'photo'],
    makeUpsMax: 1,
    coupon: { templateKey: 'newcomer', validDays: 14 },
  })
  await staff.call('checkin.setChallengeState', { challengeId, state: 'published' })
  for (const player of [viewer, author]) await player.call('checkin.joinChallenge', { challengeId })
  const proof = { how: 'text', text: '今天的面团终于出膜了，手臂酸但是高兴' } as const
  await author.call('checkin.submitProof', { challengeId, proof })
  return challengeId
}

/** A post of each kind, by whom it suits. */
async function publishAll({ viewer, author, photoOf }: Cast, boardId: string): Promise<Stage['posts']> {
  const publish = async (
    player: Player,
    content: Omit<Input<'post.createPost'>, 'requestId' | 'boardId' | 'photoIds'> & {
      boardId?: string
      photoIds?: string[]
    },
  ) =>
    (await player.call('post.createPost', { requestId: requestId(), boardId, photoIds: [], ...content }))
      .postId
  return {
    mine: await publish(viewer, {
      boardId: 'brd_showcase',
      text: '第一次做可颂，开酥时黄油有点硬，不过层次还是出来了。下次室温再低两度试试。',
      topicNames: ['开酥', '周末烘焙'],
      photoIds: [await photoOf(viewer, 0), await photoOf(viewer, 1)],
    }),
    question: await publish(viewer, {
      kind: 'question',
      text: '开酥总是漏油，是黄油太软还是擀得太用力？家里夏天二十八度。',
      topicNames: ['开酥'],
    }),
    poll: await publish(author, {
      kind: 'poll',
      boardId: 'brd_everyday',
      text: '周末一起做哪一种？',
      poll: { options: ['可颂', '丹麦酥', '国王饼', '蝴蝶酥'], multiple: false },
      photoIds: [await photoOf(author, 2)],
    }),
    debate: await publish(author, {
      kind: 'debate',
      text: '面团要不要冷藏过夜？',
      debate: { sides: ['冷藏更香', '当天更新鲜'] },
    }),
    chain: await publish(author, {
      kind: 'chain',
      boardId: 'brd_everyday',
      text: '周六上午团购法国黄油，接龙写下要几块。',
      chain: { prompt: '要几块' },
      photoIds: [await photoOf(author, 3)],
    }),
    order: await publish(author, {
      kind: 'order',
      boardId: 'brd_kitchen0',
      text: '新到的石板，烤底终于脆了，升温要四十分钟。',
      photoIds: [await photoOf(author, 4)],
    }),
  }
}

/** What others say and do about them. */
async function talk(cast: Cast, posts: Stage['posts'], viewerId: string): Promise<void> {
  const { viewer, author, staff } = cast
  const comment = async (player: Player, postId: string, text: string, replyTo?: string) => {
    const input = { requestId: requestId(), postId, text, ...(replyTo ? { replyTo } : {}) }
    return (await player.call('post.createComment', input)).comment.commentId
  }
  const answerId = await comment(author, posts.question, '黄油和面团软硬要一样，先各冷藏半小时再叠。')
  await comment(viewer, posts.question, '试过了，真的不漏了。', answerId)
  await viewer.call('post.setSolved', { postId: posts.question, commentId: answerId })
  await comment(staff, posts.mine, `层次真好看，@{${viewerId}} 下次直播切给大家看看？`)
  for (const player of [author, staff]) await player.call('post.setLike', { postId: posts.mine, liked: true })
  await viewer.call('post.castPoll', { postId: posts.poll, choices: [0] })
  await staff.call('post.castPoll', { postId: posts.poll, choices: [2] })
  await staff.call('post.takeSide', { postId: posts.debate, side: 0 })
  for (const [player, text] of [
    [viewer, '两块'],
    [staff, '一块'],
  ] as const)
    await player.call('post.joinChain', { requestId: requestId(), postId: posts.chain, text })
  await viewer.call('post.setFavourite', { postId: posts.poll, favourited: true })
}
