/**
 * What actions may cost. Pure. Documents are counted as the emulator counts them: one that is changed was also read.
 */
import type { ActionName } from '../../contract/index'

/**
 * One measured run: `bytes` of its answer, documents as the cloud bills them, `roundTrips` in sequence, and how many of
 * these waited for the database; the addresses of files come from the storage.
 */
export interface CostRow {
  readonly action: ActionName
  /** Which of the ways to call it was measured; '' for the usual one. */
  readonly variant: string
  /** Posts in the community. */
  readonly size: number
  readonly calls: number
  readonly roundTrips: number
  readonly databaseTrips: number
  readonly read: number
  readonly examined: number
  readonly written: number
  readonly bytes: number
}

type Measure = Exclude<keyof CostRow, 'action' | 'variant' | 'size'>
type Budget = Partial<Record<Measure, number>>

const KIB = 1024
/** A page of twenty posts with all that their cards show. */
const FEED: Budget = { roundTrips: 2, read: 46, examined: 66, bytes: 13 * KIB }
/**
 * The same of whom one follows: the inbox and who is still followed, before the posts. The posts of authors with very
 * many followers are looked for beside those of the inbox, so that there are two pages of them to choose from.
 */
const FOLLOWING: Budget = { ...FEED, roundTrips: 3, databaseTrips: 3, read: 90, examined: 110 }
/** Five words, thirty documents each, and a page of hits with their cards. */
const SEARCH: Budget = { roundTrips: 2, read: 195, examined: 215, bytes: 20 * KIB }
/** What pays in its own transaction: who calls, start, guard, account, entry and commit come one after the other. */
const EARNING: Budget = { roundTrips: 12, databaseTrips: 12 }
/** A list of topics. */
const TOPICS: Budget = { roundTrips: 2, read: 45 }

/** The most that an action may cost, at any size of the community. A limit of how often counts as a document written. */
export const BUDGETS: Readonly<Record<ActionName, Budget>> = {
  // The day, its calendar, and what it earns: PRODUCT 4.1 asks for twelve at most.
  'checkin.checkIn': { roundTrips: 12, read: 14, written: 8 },
  'checkin.getMonth': { roundTrips: 2, read: 70 },
  'checkin.makeUp': { roundTrips: 14, read: 16, written: 8 },
  'checkin.explainStreak': { roundTrips: 1, read: 40 },
  'checkin.getPoster': { roundTrips: 6, read: 50, written: 3 },
  'checkin.getChallenge': { roundTrips: 3, read: 60 },
  'checkin.joinChallenge': { roundTrips: 3, read: 8, written: 3 },
  'checkin.submitProof': { roundTrips: 9, read: 10, written: 6 },
  'checkin.listProofs': { roundTrips: 3, read: 65 },
  'checkin.listRanking': { roundTrips: 3, read: 45 },
  'checkin.saveChallenge': { roundTrips: 9, read: 8, written: 4 },
  'checkin.setChallengeState': { roundTrips: 6, read: 6, written: 3 },
  'checkin.listManaged': { roundTrips: 2, read: 25 },
  'checkin.decideProof': { roundTrips: 12, read: 14, written: 6 },
  'checkin.saveOutage': { roundTrips: 4, read: 4, written: 3 },
  'checkin.listOutages': { roundTrips: 1, read: 101 },
  // Reading a contest: what runs and how the caller stands to it, then works, then addresses. PRODUCT 3.
  'contest.listContests': { roundTrips: 2, read: 24 },
  'contest.getContest': { roundTrips: 3, read: 36 },
  'contest.listWorks': { roundTrips: 3, read: 26 },
  'contest.getWork': { roundTrips: 3, read: 12 },
  'contest.listMyWorks': { roundTrips: 3, read: 44 },
  // Words, claim, guard, place, work and licence, then its likes: a work can be found before they are looked for.
  'contest.enterWork': { roundTrips: 17, read: 24, written: 8 },
  'contest.withdrawWork': { roundTrips: 9, read: 9, written: 5 },
  // Who calls, start, guard, ballot, commit, and the counters: the issue of the vote asks for eight at most.
  'contest.castVote': { roundTrips: 8, read: 44, written: 6 },
  'contest.openBallot': { roundTrips: 8, read: 44, written: 6 },
  'contest.listMyBallots': { roundTrips: 4, read: 130 },
  'contest.getShareCode': { roundTrips: 7, read: 5, written: 3 },
  'contest.getRules': { roundTrips: 3, read: 12 },
  'contest.listStandings': { roundTrips: 4, read: 110, databaseTrips: 3 },
  'contest.listWinners': { roundTrips: 4, read: 110, databaseTrips: 3 },
  'contest.getProof': { roundTrips: 3, read: 100 },
  'contest.getReceipt': { roundTrips: 3, read: 8 },
  'contest.appeal': { roundTrips: 9, read: 16, written: 5 },
  'contest.listMyAppeals': { roundTrips: 2, read: 14 },
  'contest.listJuryWorks': { roundTrips: 4, read: 60, databaseTrips: 3 },
  'contest.scoreWork': { roundTrips: 7, read: 10, written: 4 },
  'contest.listManaged': { roundTrips: 2, read: 24 },
  'contest.savePlan': { roundTrips: 8, read: 8, written: 4 },
  'contest.announce': { roundTrips: 9, read: 9, written: 5 },
  'contest.cancel': { roundTrips: 8, read: 9, written: 5 },
  'contest.rerun': { roundTrips: 8, read: 9, written: 5 },
  'contest.listScreening': { roundTrips: 4, read: 80 },
  'contest.screenWork': { roundTrips: 11, read: 12, written: 6 },
  'contest.listQuarantine': { roundTrips: 4, read: 110 },
  'contest.listQuarantinedVotes': { roundTrips: 3, read: 30 },
  'contest.reviewVotes': { roundTrips: 16, read: 110, written: 110 },
  'contest.setVoterExcluded': { roundTrips: 13, read: 12, written: 6 },
  'contest.listAppeals': { roundTrips: 4, read: 70 },
  'contest.decideAppeal': { roundTrips: 17, read: 20, written: 10 },
  // The feed and, beside it, the boards and the caller's own profile.
  'home.getCommunity': { ...FEED, read: 50 },
  // The tab: days, calendars, challenges, outages and contests beside the caller, then photos and cards.
  'home.getActivity': { roundTrips: 2, read: 70 },
  // The first hits of posts, answers, members and topics.
  'home.search': { ...SEARCH, read: 320, examined: 340 },
  'home.reportClientError': { roundTrips: 1, read: 1, written: 0 },
  // A usual minute: the jobs that look each minute whether there is anything to do find nothing.
  'jobs.runDue': { roundTrips: 152, read: 166, examined: 190, written: 108 },
  'member.getMe': { roundTrips: 2, read: 1 },
  'member.join': { roundTrips: 8, written: 5 },
  'member.updateProfile': { roundTrips: 12, written: 50 },
  'member.getMember': { roundTrips: 2, read: 4 },
  'member.searchMembers': { roundTrips: 2, read: 85 },
  'member.listFollows': { roundTrips: 3, read: 65 },
  // Whoever may be followed is looked for by what the caller answered, and then whom of them they follow already.
  'member.suggestMembers': { roundTrips: 4, databaseTrips: 3, read: 140 },
  'member.offerGroup': { roundTrips: 4, read: 60 },
  'member.recommendMentions': { roundTrips: 4, databaseTrips: 3, read: 190 },
  'member.acceptRules': { ...EARNING, read: 9, written: 8 },
  // Twelve, and one for the check of a city.
  'member.saveSurvey': { ...EARNING, roundTrips: 13, read: 12, written: 9 },
  'member.skipStep': { roundTrips: 3, read: 4, written: 3 },
  'member.updateSettings': { roundTrips: 3, read: 4, written: 3 },
  'member.setFollow': { roundTrips: 8, read: 8, written: 7 },
  'member.proveTier': { roundTrips: 12, read: 60, written: 60 },
  'member.getPersona': { roundTrips: 2, read: 4 },
  'member.grantMark': { roundTrips: 13, read: 60, written: 60 },
  'member.withdrawMark': { roundTrips: 13, read: 60, written: 60 },
  'member.saveGroup': { roundTrips: 10, read: 10, written: 4 },
  // A page of the catalogue, of orders, of coupons: its rows beside who asks.
  'mall.listItems': { roundTrips: 2, read: 24 },
  'mall.getItem': { roundTrips: 3, databaseTrips: 2, read: 5 },
  'mall.setReminder': { roundTrips: 3, read: 4, written: 3 },
  'mall.listManagedItems': { roundTrips: 2, read: 24 },
  'mall.saveItem': { roundTrips: 10, read: 8, written: 4 },
  'mall.setItemState': { roundTrips: 4, read: 5, written: 3 },
  'mall.restock': { roundTrips: 11, read: 9, written: 17 },
  'mall.importCodes': { roundTrips: 5, read: 8, written: 8 },
  // One transaction of order, slot, limit, hold, entry and account, one operation after another; see docs/adr/0028.
  'mall.placeOrder': { roundTrips: 19, read: 38, written: 12 },
  'mall.confirmOrder': { roundTrips: 15, read: 14, written: 8 },
  'mall.cancelOrder': { roundTrips: 18, read: 16, written: 10 },
  'mall.receiveOrder': { roundTrips: 8, read: 7, written: 4 },
  'mall.revealCode': { roundTrips: 8, read: 8, written: 4 },
  'mall.listOrders': { roundTrips: 2, read: 24 },
  'mall.getOrder': { roundTrips: 2, read: 4 },
  'mall.listManagedOrders': { roundTrips: 2, read: 24 },
  'mall.getAddress': { roundTrips: 2, read: 4 },
  'mall.shipOrder': { roundTrips: 11, read: 13, written: 7 },
  'mall.completeOrder': { roundTrips: 8, read: 7, written: 4 },
  'mall.refundOrder': { roundTrips: 21, read: 16, written: 11 },
  'mall.redeemCode': { roundTrips: 10, read: 10, written: 5 },
  'mall.listCoupons': { roundTrips: 2, read: 24 },
  'mall.claimCoupon': { roundTrips: 3, read: 4, written: 3 },
  'mall.saveCouponTemplate': { roundTrips: 10, read: 7, written: 4 },
  'mall.giveCoupons': { roundTrips: 7, read: 13, written: 9 },
  'mall.getLiability': { roundTrips: 2, read: 4 },
  'media.requestUpload': { roundTrips: 3, written: 3 },
  'media.complete': { roundTrips: 12, written: 4 },
  // The inbox: whoever it names are looked up as they are now, with their pictures.
  'notice.listNotices': { roundTrips: 3, read: 45, examined: 65, bytes: 10 * KIB },
  'notice.markRead': { roundTrips: 4, read: 4, written: 2 },
  'notice.getUnread': { roundTrips: 2, read: 2 },
  'notice.getTemplates': { roundTrips: 2, read: 6 },
  // A consent is booked in a transaction of two balances at most.
  'notice.recordConsent': { roundTrips: 14, read: 12, written: 7 },
  // Eleven, and one for a config that is read anew by whoever gives the case its butler.
  'notice.openCase': { roundTrips: 12, read: 30, written: 10 },
  'notice.listMyCases': { roundTrips: 3, read: 64 },
  'notice.listCases': { roundTrips: 3, read: 64 },
  'notice.getCase': { roundTrips: 4, read: 8 },
  'notice.replyToCase': { roundTrips: 12, read: 16, written: 6 },
  'notice.answerCase': { roundTrips: 14, read: 18, written: 8 },
  'notice.closeCase': { roundTrips: 4, read: 6, written: 2 },
  'notice.rateCase': { roundTrips: 9, read: 12, written: 4 },
  'notice.listNewcomers': { roundTrips: 3, read: 104 },
  'notice.getReplyTimes': { roundTrips: 2, read: 32 },
  'notice.getDigestDraft': { roundTrips: 2, read: 2 },
  'notice.saveDigest': { roundTrips: 5, read: 6, written: 3 },
  'notice.sendDigest': { roundTrips: 4, read: 5, written: 3 },
  'notice.getDigest': { roundTrips: 2, read: 2 },
  // The account and what is set aside, beside each other; a page of entries and the words to adjustments.
  'points.getBalance': { roundTrips: 2, databaseTrips: 2, read: 12 },
  'points.listStatement': { roundTrips: 2, databaseTrips: 2, read: 75, bytes: 12 * KIB },
  'points.exportStatement': { roundTrips: 2, databaseTrips: 2, read: 155, bytes: 24 * KIB },
  'points.listRules': { roundTrips: 1, read: 4, bytes: 3 * KIB },
  'points.getBooks': { roundTrips: 2, databaseTrips: 2, read: 105 },
  'points.exportBooks': { roundTrips: 2, databaseTrips: 2, read: 105, bytes: 30 * KIB },
  'points.listAdjustments': { roundTrips: 2, read: 25 },
  'points.getSettings': { roundTrips: 2, read: 4 },
  'points.saveSettings': { roundTrips: 9, read: 8, written: 6 },
  'points.listSettings': { roundTrips: 2, read: 25 },
  'points.adjust': { roundTrips: 12, read: 12, written: 7 },
  'points.decideAdjustment': { roundTrips: 10, read: 9, written: 6 },
  'points.reverseEntry': { roundTrips: 14, read: 12, written: 7 },
  'points.listAdjustmentRequests': { roundTrips: 2, read: 25 },
  'privacy.requestExport': { roundTrips: 10, read: 5, written: 4 },
  'privacy.getExport': { roundTrips: 3, read: 3 },
  'privacy.leave': { roundTrips: 14, read: 10, written: 8 },
  'post.listFeed': FEED,
  'post.listByMember': { ...FEED, read: 46 },
  'post.getPost': { roundTrips: 2, read: 45 },
  'post.listComments': { roundTrips: 2, read: 45 },
  'post.createPost': { ...EARNING, read: 17, written: 12 },
  'post.deletePost': { roundTrips: 4, read: 8, written: 6 },
  // The first answer to a post also ends its waiting, and is counted into the reply times; whoever is told is looked up.
  'post.createComment': { roundTrips: 10, read: 12, written: 11 },
  'post.deleteComment': { roundTrips: 4, read: 8, written: 5 },
  'post.setLike': { roundTrips: 3, read: 5, written: 3 },
  'post.listTopics': TOPICS,
  'post.getTopic': TOPICS,
  'post.suggestTopics': TOPICS,
  'post.searchPosts': SEARCH,
  'post.searchAnswers': SEARCH,
  'post.getExposureReport': { roundTrips: 2, read: 102 },
  'post.getShareCode': { roundTrips: 6, read: 6, written: 3 },
  'post.editPost': { roundTrips: 6, read: 14, written: 7 },
  'post.listReplies': { roundTrips: 2, read: 66 },
  'post.setCommentLike': { roundTrips: 5, read: 6, written: 4 },
  'post.setFavourite': { roundTrips: 3, read: 5, written: 3 },
  'post.listCards': FEED,
  'post.listFavourites': { ...FEED, roundTrips: 3, read: 66 },
  'post.setFeatured': { roundTrips: 3, read: 4, written: 3 },
  'post.report': { roundTrips: 6, read: 6, written: 5 },
  'post.castPoll': { roundTrips: 5, read: 6, written: 4 },
  'post.takeSide': { roundTrips: 5, read: 6, written: 4 },
  'post.joinChain': { roundTrips: 6, read: 6, written: 5 },
  'post.listChain': { roundTrips: 3, read: 45 },
  'post.setSolved': { ...EARNING, read: 14, written: 9 },
  'post.decideMedia': { roundTrips: 11, read: 16, written: 8 },
  'post.receiveMediaCheck': { roundTrips: 12, read: 16, written: 8 },
}

/** The verbs of actions that answer a list: it is paid for by its page, whatever else the action does. */
const LIST_VERB = /\.(list|search|suggest|recommend)[A-Z]?/
/** What answers a list by another verb. */
const LISTS_TOO: readonly ActionName[] = ['home.getCommunity']
/** A list waits for the database twice: for its rows beside who asks, and for what the rows name. */
const LIST_DATABASE_TRIPS = 2

/** Whether an action answers a list. */
export function isList(action: ActionName): boolean {
  return LIST_VERB.test(action) || LISTS_TOO.includes(action)
}

/** What is measured in several ways, where one of them may cost more. */
const VARIANT_BUDGETS: Readonly<Record<string, Budget>> = {
  // The day is done: it is found by its calendar, and read.
  // The platform is asked about a voter once a day, and what it said is kept.
  'contest.castVote first': { roundTrips: 10, read: 44, written: 6 },
  'checkin.checkIn again': { roundTrips: 2, read: 6, written: 1 },
  'home.getCommunity following': { ...FOLLOWING, read: 95 },
  // Whom they might follow is looked for, and then the addresses of their faces: until they follow anybody.
  'home.getCommunity following nobody': { ...FEED, roundTrips: 3, read: 140, examined: 160 },
  'post.listFeed following': FOLLOWING,
  // Joining, with the first step of the ladder paid in its transaction.
  'member.join accepting the rules': { roundTrips: 12, databaseTrips: 12, written: 9 },
}

/**
 * What must not grow with the community. Bytes vary with what the newest posts say; round trips are a measurement of
 * time, which the budget bounds.
 */
const FLAT: readonly Measure[] = ['calls', 'read', 'examined', 'written']

/** One call more may be the config, which an instance reads once in half a minute and which is no larger anywhere. */
const SLACK: Partial<Record<Measure, number>> = { calls: 1 }

/** One sentence for each row over its budget and each action that costs more at a larger size. */
export function overBudget(rows: readonly CostRow[]): string[] {
  const complaints: string[] = []
  const smallest = new Map<string, CostRow>()
  for (const row of rows) {
    const name = nameOf(row)
    for (const [measure, limit] of Object.entries(budgetOf(row)) as [Measure, number][]) {
      if (row[measure] > limit)
        complaints.push(`${name} at ${row.size}: ${measure} ${row[measure]}, at most ${limit}`)
    }
    const small = smallest.get(name)
    if (small) complaints.push(...growthFrom(small, row))
    else smallest.set(name, row)
  }
  return complaints
}

function budgetOf(row: CostRow): Budget {
  const ofLists = isList(row.action) ? { databaseTrips: LIST_DATABASE_TRIPS } : {}
  return { ...ofLists, ...(VARIANT_BUDGETS[nameOf(row)] ?? BUDGETS[row.action]) }
}

/** What a row is called: its action, and which way of calling it. */
export function nameOf({ action, variant }: Pick<CostRow, 'action' | 'variant'>): string {
  return variant === '' ? action : `${action} ${variant}`
}

function growthFrom(small: CostRow, large: CostRow): string[] {
  return FLAT.filter((measure) => large[measure] > small[measure] + (SLACK[measure] ?? 0)).map(
    (measure) =>
      `${nameOf(large)}: ${measure} grows from ${small[measure]} at ${small.size} to ${large[measure]} at ${large.size}`,
  )
}
