/** A valid input of every action, and who may send it: what the hostile ones are made of. A missing one does not compile. */
import { periodOf } from '../../cloudfunctions/kit/period'
import type { ActionName, Input } from '../../contract/index'
import { HOUR_MS } from '../../contract/limits'
import { A_CHALLENGE, type Stage } from './fuzz-stage'
import type { Caller } from './in-process'
import { newId } from './situations'

/** A timer's action takes nothing from its event: there is no input to try. */
export type FuzzedAction = Exclude<ActionName, 'jobs.runDue'>

/** A valid call. Without `as` it is Ann's, who may do everything. */
export interface ValidCall<A extends ActionName> {
  readonly input: Input<A>
  readonly as?: Caller
}
type Make<A extends ActionName> = (stage: Stage) => ValidCall<A> | Promise<ValidCall<A>>

const request = () => ({ requestId: newId() })
/** An outage that no calendar reaches back to. */
const LONG_AGO = Date.UTC(2024, 0, 1)
const nothing = () => ({ input: {} })

export const VALID: { readonly [A in FuzzedAction]: Make<A> } = {
  'checkin.checkIn': async (stage) => ({
    input: { proof: { how: 'photo', photoId: await stage.photo() }, reward: 'points' },
  }),
  'checkin.getMonth': () => ({ input: { month: periodOf('day', Date.now()).slice(0, 7) } }),
  'checkin.makeUp': async (stage) => ({
    input: { day: await stage.missedDay(), payWith: 'card' },
  }),
  'checkin.explainStreak': nothing,
  'checkin.getPoster': async (stage) => ({ input: { days: await stage.milestone() } }),
  'checkin.getChallenge': async (stage) => ({ input: { challengeId: await stage.challenge() } }),
  'checkin.joinChallenge': async (stage) => ({ input: { challengeId: await stage.challenge() } }),
  'checkin.submitProof': async (stage) => ({
    input: {
      challengeId: await stage.joinedChallenge(),
      proof: { how: 'text', text: '今天揉了二十分钟的面团，终于出膜了' },
    },
  }),
  'checkin.listProofs': async (stage) => ({ input: { challengeId: await stage.challenge(), limit: 5 } }),
  'checkin.listRanking': async (stage) => ({ input: { challengeId: await stage.challenge(), limit: 5 } }),
  'checkin.saveChallenge': () => ({ input: { ...request(), ...A_CHALLENGE } }),
  'checkin.setChallengeState': async (stage) => ({
    input: { challengeId: await stage.challenge(), state: 'published' },
  }),
  'checkin.listManaged': () => ({ input: { limit: 5 } }),
  'checkin.decideProof': async (stage) => ({ input: { proofId: await stage.proof(), passed: true } }),
  'checkin.saveOutage': () => ({
    input: { ...request(), startsAt: LONG_AGO, endsAt: LONG_AGO + HOUR_MS, reason: '机房断电' },
  }),
  'checkin.listOutages': nothing,
  'contest.listContests': () => ({ input: { limit: 5 } }),
  'contest.getContest': async (stage) => ({ input: { contestId: await stage.contest.voting(), limit: 5 } }),
  'contest.listWorks': async (stage) => ({ input: { contestId: await stage.contest.voting(), limit: 5 } }),
  'contest.getWork': async (stage) => ({ input: { workId: await stage.contest.work() } }),
  'contest.listMyWorks': () => ({ input: { limit: 5 } }),
  'contest.enterWork': async (stage) => ({
    as: stage.ben,
    input: {
      ...request(),
      contestId: await stage.contest.taking(),
      photo: { from: 'album', photoId: await stage.contest.photo() },
      title: '晨光吐司',
      words: '今早出炉的一炉吐司',
      licence: 'community',
    },
  }),
  'contest.withdrawWork': async (stage) => ({
    as: stage.ben,
    input: { workId: await stage.contest.spareWork() },
  }),
  'contest.castVote': async (stage) => ({
    input: { workId: await stage.contest.work(), day: periodOf('day', Date.now()), voted: true },
  }),
  'contest.openBallot': async (stage) => ({ input: { contestId: await stage.contest.voting() } }),
  'contest.listMyBallots': async (stage) => ({ input: { contestId: await stage.contest.voting() } }),
  'contest.getShareCode': async (stage) => ({ input: { workId: await stage.contest.work() } }),
  'contest.getRules': async (stage) => ({ input: { contestId: await stage.contest.voting() } }),
  'contest.listStandings': async (stage) => ({
    input: { contestId: await stage.contest.counted(), limit: 5 },
  }),
  'contest.listWinners': async (stage) => ({ input: { contestId: await stage.contest.counted() } }),
  'contest.getProof': async (stage) => ({ input: { contestId: await stage.contest.counted() } }),
  'contest.getReceipt': async (stage) => ({ input: await stage.contest.receipt() }),
  'contest.appeal': async (stage) => ({
    as: stage.ben,
    input: {
      ...request(),
      contestId: await stage.contest.counted(),
      kind: 'result',
      words: '第二名和第三名的票数看起来不对，请核对',
    },
  }),
  'contest.listMyAppeals': async (stage) => ({ input: { contestId: await stage.contest.counted() } }),
  'contest.listJuryWorks': async (stage) => ({
    input: { contestId: await stage.contest.voting(), limit: 5 },
  }),
  'contest.scoreWork': async (stage) => ({ input: { workId: await stage.contest.work(), score: 8 } }),
  'contest.listManaged': () => ({ input: { limit: 5 } }),
  'contest.savePlan': (stage) => ({ input: { ...request(), plan: stage.contest.plan() } }),
  'contest.announce': async (stage) => ({ input: { contestId: await stage.contest.draft() } }),
  'contest.cancel': async (stage) => ({
    input: { contestId: await stage.contest.draft(), reason: '奖品写错了' },
  }),
  'contest.rerun': async (stage) => ({ input: { contestId: await stage.contest.cancelled() } }),
  'contest.listScreening': async (stage) => ({
    input: { contestId: await stage.contest.voting(), state: 'entered', limit: 5 },
  }),
  'contest.screenWork': async (stage) => ({
    input: { workId: await stage.contest.screenedWork(), decision: 'disqualify', reason: 'offTheme' },
  }),
  'contest.listQuarantine': async (stage) => ({ input: { contestId: await stage.contest.voting() } }),
  'contest.listQuarantinedVotes': async (stage) => ({
    input: { workId: await stage.contest.work(), limit: 5 },
  }),
  'contest.reviewVotes': async (stage) => ({
    input: { workId: await stage.contest.work(), decision: 'release', reason: '看过了，都是真人' },
  }),
  'contest.setVoterExcluded': async (stage) => ({
    input: { ...(await stage.contest.voter()), excluded: true, reason: '同一个人的小号' },
  }),
  'contest.listAppeals': () => ({ input: { state: 'open', limit: 5 } }),
  'contest.decideAppeal': async (stage) => ({
    input: { appealId: await stage.contest.appeal(), granted: true, reason: '核对过了，作品是本人拍的' },
  }),
  'home.getCommunity': ({ boardId }) => ({ input: { feed: 'latest', boardId, limit: 5 } }),
  'home.getActivity': nothing,
  'home.search': () => ({ input: { text: '可颂' } }),
  'home.reportClientError': () => ({ input: { message: 'boom', stack: 'at x', page: '/pages/me/index' } }),
  'mall.listItems': () => ({ input: { limit: 5 } }),
  'mall.getItem': async (stage) => ({ input: { itemId: await stage.mall.goods() } }),
  'mall.setReminder': async (stage) => ({ input: { itemId: await stage.mall.comingItem(), reminded: true } }),
  'mall.listManagedItems': () => ({ input: { state: 'listed', limit: 5 } }),
  'mall.saveItem': async (stage) => ({
    input: {
      ...request(),
      grant: { kind: 'title', text: '烘焙达人', days: 30 },
      name: '达人头衔',
      words: '一个月的头衔',
      photoIds: [await stage.passedPhoto()],
      price: 50,
      level: 1,
      perMemberMax: 1,
      counted: true,
      opensAt: 1,
      flash: false,
    },
  }),
  'mall.setItemState': async (stage) => ({ input: { itemId: await stage.mall.goods(), state: 'listed' } }),
  'mall.restock': async (stage) => ({ input: { ...request(), itemId: await stage.mall.goods(), count: 2 } }),
  'mall.importCodes': async (stage) => ({ input: { itemId: await stage.mall.codeItem(), codes: [newId()] } }),
  'mall.placeOrder': async (stage) => ({
    input: { ...request(), itemId: await stage.mall.endless(), shownPrice: 10, couponIds: [] },
  }),
  'mall.confirmOrder': async (stage) => ({
    input: {
      orderId: await stage.mall.reservedGoods(),
      address: { name: '安安', phone: '13800000000', region: '浙江省杭州市', detail: '文一路 1 号' },
    },
  }),
  'mall.cancelOrder': async (stage) => ({ input: { orderId: await stage.mall.reservedGoods() } }),
  'mall.receiveOrder': async (stage) => ({ input: { orderId: await stage.mall.sentGoods() } }),
  'mall.revealCode': async (stage) => ({ input: { orderId: await stage.mall.service() } }),
  'mall.listOrders': () => ({ input: { limit: 5 } }),
  'mall.getOrder': async (stage) => ({ input: { orderId: await stage.mall.reservedGoods() } }),
  'mall.listManagedOrders': () => ({ input: { state: 'confirmed', limit: 5 } }),
  'mall.getAddress': async (stage) => ({ input: { orderId: await stage.mall.sentGoods() } }),
  'mall.shipOrder': async (stage) => ({
    input: { orderId: await stage.mall.sentGoods(), carrier: '顺丰', number: 'SF1234567890' },
  }),
  'mall.completeOrder': async (stage) => ({ input: { orderId: await stage.mall.sentGoods() } }),
  'mall.refundOrder': async (stage) => ({
    input: { orderId: await stage.mall.sentGoods(), reason: '路上碎了' },
  }),
  'mall.redeemCode': async (stage) => ({
    input: { ...request(), code: await stage.mall.serviceCode() },
  }),
  'mall.listCoupons': () => ({ input: { state: 'valid', limit: 5 } }),
  'mall.claimCoupon': () => ({ input: { templateKey: 'newcomer' } }),
  'mall.saveCouponTemplate': async (stage) => ({
    input: {
      ...request(),
      templateKey: 'autumn',
      name: '秋日券',
      discount: { kind: 'percent', percent: 20 },
      scope: { kind: 'items', itemIds: [await stage.mall.goods()] },
      minPrice: 10,
      stackable: true,
      audience: 'segment',
      validDays: 14,
      open: true,
    },
  }),
  'mall.giveCoupons': ({ ben }) => ({
    input: { templateKey: 'newcomer', campaign: 'autumn-2026', memberIds: [ben.memberId] },
  }),
  'mall.getLiability': nothing,
  'media.requestUpload': () => ({ input: { ...request(), purpose: 'post', bytes: 100 } }),
  'media.complete': async (stage) => ({
    input: { mediaId: await stage.photo(), fileId: await stage.fileId() },
  }),
  'member.getMe': nothing,
  'member.join': (stage) => ({
    input: { ...request(), nickname: '新朋友', rulesVersion: 1, arrival: { scene: 1007, channel: 'poster' } },
    as: stage.stranger(),
  }),
  'member.updateProfile': () => ({ input: { ...request(), nickname: '安安' } }),
  'member.getMember': ({ ben }) => ({ input: { memberId: ben.memberId } }),
  'member.acceptRules': () => ({ input: { rulesVersion: 1 } }),
  'member.saveSurvey': ({ boardId }) => ({
    input: {
      ...request(),
      reasons: ['learn', 'fun'],
      skillTier: 'beginner',
      interests: [boardId],
      needs: ['answers'],
      city: '杭州',
    },
  }),
  'member.skipStep': () => ({ input: { step: 'survey' } }),
  'member.updateSettings': () => ({
    input: { hideFromLeaderboards: true, notify: { likes: true }, quietHours: { fromHour: 22, toHour: 8 } },
  }),
  'member.setFollow': ({ ben }) => ({ input: { memberId: ben.memberId, followed: true } }),
  'member.listFollows': ({ ann }) => ({ input: { memberId: ann.memberId, kind: 'following', limit: 5 } }),
  'member.suggestMembers': nothing,
  'member.searchMembers': () => ({ input: { text: 'Ben' } }),
  'member.offerGroup': nothing,
  'member.recommendMentions': () => ({ input: { text: 'B' } }),
  'member.grantMark': async (stage) => ({
    input: {
      ...request(),
      memberId: (await stage.newcomer()).memberId,
      kind: 'title',
      text: '热心人',
      reason: '回答认真',
      days: 30,
    },
  }),
  'member.withdrawMark': async (stage) => ({
    input: { memberId: stage.ben.memberId, titleId: await stage.title(), words: '到期收回' },
  }),
  'member.proveTier': ({ ben }) => ({ input: { memberId: ben.memberId, skillTier: 'expert' } }),
  'member.getPersona': ({ ben }) => ({ input: { memberId: ben.memberId } }),
  'member.saveGroup': async (stage) => ({
    input: {
      ...request(),
      name: '杭州烘焙群',
      needs: ['company'],
      city: '杭州',
      channel: 'group-hz',
      codePhotoId: await stage.photo(),
      open: true,
    },
  }),
  'notice.listNotices': () => ({ input: { group: 'comments', limit: 5 } }),
  'notice.markRead': () => ({ input: { group: 'likes' } }),
  'notice.getUnread': nothing,
  'notice.getTemplates': nothing,
  'notice.recordConsent': () => ({
    input: { ...request(), templates: [{ templateId: 'tpl_reply', accepted: true }] },
  }),
  'notice.openCase': () => ({ input: { ...request(), kind: 'feedback', text: '烤箱不热', photoIds: [] } }),
  'notice.listMyCases': () => ({ input: { limit: 5 } }),
  'notice.getCase': async (stage) => ({ input: { caseId: await stage.case() } }),
  'notice.replyToCase': async (stage) => ({
    input: { ...request(), caseId: await stage.case(), text: '补充一句', photoIds: [] },
  }),
  'notice.rateCase': async (stage) => ({
    input: { caseId: await stage.answeredCase(), stars: 5, text: '很快' },
  }),
  'notice.listCases': () => ({ input: { state: 'open', mine: false, limit: 5 } }),
  'notice.answerCase': async (stage) => ({
    input: { ...request(), caseId: await stage.bensCase(), text: '马上处理', photoIds: [] },
  }),
  'notice.closeCase': async (stage) => ({ input: { caseId: await stage.bensAnsweredCase() } }),
  'notice.listNewcomers': nothing,
  'notice.getReplyTimes': nothing,
  'notice.getDigestDraft': nothing,
  'notice.saveDigest': async (stage) => {
    const day = await stage.draftedDay()
    const [found] = await stage.world.emulator.database.find('digests', { query: { _id: day } })
    const version = Number(found?.version)
    return { input: { day, version, greeting: '早上好', best: [], questions: [], slots: ['晚八点直播'] } }
  },
  'notice.sendDigest': async (stage) => ({ input: { day: await stage.releasedDay(), version: 1 } }),
  'notice.getDigest': async (stage) => {
    const day = await stage.releasedDay()
    await stage.world.invoke(stage.ann, 'notice.sendDigest', { day, version: 1 })
    return { input: { day } }
  },
  'points.getBalance': nothing,
  'points.listStatement': () => ({ input: { limit: 5 } }),
  'points.exportStatement': nothing,
  'points.listRules': nothing,
  'points.getBooks': nothing,
  'points.exportBooks': nothing,
  'points.listAdjustments': () => ({ input: { month: '2026-11', limit: 5 } }),
  'points.getSettings': nothing,
  'points.saveSettings': async (stage) => {
    const { values, version } = await stage.pointsSettings()
    return { input: { ...request(), version, values } }
  },
  'points.listSettings': () => ({ input: { limit: 5 } }),
  'points.adjust': ({ ben }) => ({
    input: {
      ...request(),
      memberId: ben.memberId,
      kind: 'thanks',
      reason: 'helping',
      words: '谢谢',
      points: 5,
    },
  }),
  'points.decideAdjustment': async (stage) => ({
    input: { adjustmentId: await stage.adjustment(), approved: false },
  }),
  'points.reverseEntry': async (stage) => ({
    input: { ...request(), ...(await stage.earning()), reason: 'mistake', words: '重复发放' },
  }),
  'points.listAdjustmentRequests': () => ({ input: { state: 'waiting', limit: 5 } }),
  'post.listCards': async (stage) => ({ input: { postIds: [await stage.post(), await stage.bensPost()] } }),
  'post.listFeed': ({ boardId }) => ({ input: { feed: 'latest', boardId, limit: 5 } }),
  'post.listByMember': ({ ben }) => ({ input: { memberId: ben.memberId, limit: 5 } }),
  'post.listTopics': ({ boardId }) => ({ input: { boardId } }),
  'post.getTopic': async (stage) => ({ input: { topicId: await stage.topic() } }),
  'post.suggestTopics': () => ({ input: { text: '周末' } }),
  'post.searchPosts': () => ({ input: { text: '可颂', solved: false, limit: 5 } }),
  'post.searchAnswers': () => ({ input: { text: '好看', limit: 5 } }),
  'post.getExposureReport': nothing,
  'post.getPost': async (stage) => ({ input: { postId: await stage.post() } }),
  'post.listComments': async (stage) => ({ input: { postId: await stage.bensPost(), limit: 5 } }),
  'post.listReplies': async (stage) => ({ input: { commentId: await stage.answer(), limit: 5 } }),
  'post.listChain': async (stage) => ({ input: { postId: await stage.chain(), limit: 5 } }),
  'post.createPost': ({ boardId }) => ({
    input: {
      ...request(),
      kind: 'poll',
      boardId,
      text: '周末烤什么',
      photoIds: [],
      topicNames: ['周末烘焙'],
      location: { name: '杭州', latitude: 30.2, longitude: 120.1 },
      poll: { options: ['可颂', '吐司'], multiple: false },
    },
  }),
  'post.editPost': async (stage) => ({
    input: {
      ...request(),
      postId: await stage.post(),
      text: '改一下',
      photoIds: [],
      topicNames: ['面包'],
      location: { name: '宁波' },
    },
  }),
  'post.deletePost': async (stage) => ({ input: { postId: await stage.post() } }),
  'post.createComment': async (stage) => ({
    input: { ...request(), postId: await stage.question(), text: '好看', replyTo: await stage.answer() },
  }),
  'post.deleteComment': async (stage) => ({ input: { commentId: await stage.comment() } }),
  'post.setLike': async (stage) => ({ input: { postId: await stage.bensPost(), liked: true } }),
  'post.setCommentLike': async (stage) => ({ input: { commentId: await stage.answer(), liked: true } }),
  'post.setFavourite': async (stage) => ({ input: { postId: await stage.bensPost(), favourited: true } }),
  'post.listFavourites': () => ({ input: { limit: 5 } }),
  'post.castPoll': async (stage) => ({ input: { postId: await stage.poll(), choices: [0, 2] } }),
  'post.takeSide': async (stage) => ({ input: { postId: await stage.debate(), side: 1 } }),
  'post.joinChain': async (stage) => ({
    input: { ...request(), postId: await stage.chain(), text: '我来' },
    as: await stage.newcomer(),
  }),
  'post.setSolved': async (stage) => ({
    input: { postId: await stage.question(), commentId: await stage.answer() },
  }),
  'post.report': async (stage) => ({
    input: { ...request(), subject: { postId: await stage.bensPost() }, reason: 'other', text: '广告' },
  }),
  'post.setFeatured': async (stage) => ({ input: { postId: await stage.bensPost(), featured: true } }),
  'post.decideMedia': async (stage) => ({ input: { mediaId: await stage.photo(), passed: true } }),
  'post.getShareCode': async (stage) => ({ input: { postId: await stage.bensPost() } }),
  'post.receiveMediaCheck': () => ({
    input: { trace_id: newId(), errcode: 0, result: { suggest: 'pass', label: 100 } },
  }),
  'privacy.requestExport': async (stage) => ({ input: request(), as: await stage.newcomer() }),
  'privacy.getExport': nothing,
  'privacy.leave': async (stage) => ({ input: { ...request(), confirm: true }, as: await stage.newcomer() }),
}
