/** Every hard bound and default as a named constant. Plain data: the client imports it at run time. */

/** Milliseconds. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

// Members.
export const NICKNAME_LENGTH_MAX = 20
/** The rules that a member accepts: when their text changes, so does this, and everybody is shown them again. */
export const RULES_VERSION = 1
export const CITY_LENGTH_MAX = 20
/** Boards that a member may name as their interests. */
export const INTERESTS_MAX = 8
/** Members that one member may follow; what reads a following list whole is bounded by it. */
export const FOLLOWS_MAX = 2000
/** Characters of the mark beside a name, and of a title. */
export const MARK_TEXT_LENGTH_MAX = 8
/** Why a mark was given or taken back, in an operator's words. */
export const MARK_REASON_LENGTH_MAX = 60
/** Titles and certifications that a member may have at once. */
export const TITLES_MAX = 10
export const GROUP_NAME_LENGTH_MAX = 30
/** People that are suggested at once to be mentioned. */
export const MENTION_CANDIDATES_MAX = 20
/** How long an export of one's data can be fetched. */
export const EXPORT_KEPT_DAYS = 7

// Posts. PRODUCT 2.1.
export const POST_TEXT_LENGTH_MAX = 2000
export const POST_PHOTOS_MAX = 9
/** Characters of a post's text that travel in a feed. */
export const POST_EXCERPT_LENGTH = 30
export const COMMENT_TEXT_LENGTH_MAX = 500
export const BOARDS_MAX = 30
export const TOPICS_PER_POST_MAX = 5
export const TOPIC_NAME_LENGTH_MAX = 20
/** Members that one text may name with an @. */
export const MENTIONS_MAX = 10
export const PLACE_NAME_LENGTH_MAX = 40
export const POLL_OPTIONS_MIN = 2
export const POLL_OPTIONS_MAX = 10
/** With text, topics and place, all options still fit into one check of 2,500 characters. PLATFORM 1 (msgSecCheck). */
export const POLL_OPTION_LENGTH_MAX = 30
/** How long a poll may stand open. */
export const POLL_OPEN_MAX_MS = 90 * DAY_MS
export const DEBATE_SIDE_LENGTH_MAX = 20
export const CHAIN_PROMPT_LENGTH_MAX = 100
export const CHAIN_TEXT_LENGTH_MAX = 100
/** So many may join one chain: their order is kept with the post. */
export const CHAIN_ENTRIES_MAX = 500
export const REPORT_TEXT_LENGTH_MAX = 300

// Feeds and search. PRODUCT 2.3-2.5.
/** Topics that a card shows of a post's. */
export const CARD_TOPICS_MAX = 2
/** Topics that one list of them shows. */
export const TOPICS_LISTED_MAX = 30
/** Topics that are suggested while somebody types. */
export const TOPICS_SUGGESTED_MAX = 8
/** Characters that people may type into the search. */
export const SEARCH_TEXT_LENGTH_MAX = 40
/** Characters of the part of a text that a search shows. */
export const SEARCH_EXCERPT_LENGTH = 60
/** Hits of each kind that a search of everything shows. */
export const HOME_HITS_MAX = 5
/** Members that one search finds. */
export const MEMBERS_FOUND_MAX = 20
/** Posts that the report on fair exposure tells of. */
export const EXPOSURE_REPORT_POSTS_MAX = 50
/** Members that are suggested to somebody who follows nobody. */
export const MEMBERS_SUGGESTED_MAX = 6

// Photos. PRODUCT 2.7; QUALITY threat 13.
export const PHOTO_BYTES_MAX = 10 * 1024 * 1024
export const PHOTO_PIXELS_MAX = 50_000_000
/** A short video: a minute of a phone's camera at its usual size. */
export const VIDEO_BYTES_MAX = 50 * 1024 * 1024
/** Longest side of the picture a feed shows, in pixels. */
export const PHOTO_THUMB_SIDE = 480
/** Longest side of the picture a post page shows, in pixels. */
export const PHOTO_DISPLAY_SIDE = 1440
/** Side of the square that stands for a member beside their words, in pixels. */
export const AVATAR_THUMB_SIDE = 192
/** Side of the square on a member's own page, in pixels. */
export const AVATAR_DISPLAY_SIDE = 480
/** Hamming distance up to which two perceptual hashes are held to be the same picture. */
export const PHOTO_DUPLICATE_DISTANCE_MAX = 3
/** How long a temporary address of a private file lives. PLATFORM 2 (file URLs). */
export const FILE_URL_TTL_S = 600

// Lists.
export const PAGE_SIZE_DEFAULT = 20
export const PAGE_SIZE_MAX = 50
/** The most documents any one query may ask for. PLATFORM 2 (get limit). */
export const QUERY_LIMIT_MAX = 100

// Calls.
export const REQUEST_ID_LENGTH_MIN = 16
export const REQUEST_ID_LENGTH_MAX = 64
/** A phone gives up waiting for an answer after this. */
export const CALL_TIMEOUT_MS = 15_000
/** The cloud waits this long for the platform's check of a text; after it the text counts as not checked. */
export const TEXT_CHECK_TIMEOUT_MS = 3_000
/** A transaction that keeps meeting others gives up with BUSY after this. */
export const TRANSACTION_DEADLINE_MS = 8_000
/** Client errors a phone reports are cut to this many characters. */
export const CLIENT_ERROR_LENGTH_MAX = 2000

// What one caller may ask. The limits themselves stand beside the actions.
/** The most calls that one rate limit may let through in its window: so many instants are kept for a caller. */
export const RATE_LIMIT_MAX = 200
/** The longest window of a rate limit: what nobody has used for so long is forgotten. */
export const RATE_LIMIT_WINDOW_MAX_MS = DAY_MS

// Notices, messages, cases and the digest. PRODUCT 10.
/** Members that one notice names: the latest of those who liked. */
export const NOTICE_FROM_MAX = 3
/** Characters of the receiver's own words that a notice repeats. */
export const NOTICE_ABOUT_LENGTH_MAX = 40
/** The platform asks for at most so many templates at once. PLATFORM 1, Messages. */
export const TEMPLATES_PER_TAP_MAX = 3
export const CASE_TEXT_LENGTH_MAX = 1000
export const CASE_PHOTOS_MAX = 4
/** Things that can be said in one case, both sides together. */
export const CASE_TURNS_MAX = 60
export const RATING_TEXT_LENGTH_MAX = 200
export const SERVICE_DAYS_SHOWN = 30
export const DIGEST_GREETING_LENGTH_MAX = 120
export const DIGEST_BEST_MAX = 6
export const DIGEST_QUESTIONS_MAX = 3
export const DIGEST_SLOTS_MAX = 10
export const DIGEST_SLOT_LENGTH_MAX = 40
/** Posts that can be asked for by name at once. */
export const CARDS_NAMED_MAX = 20

// Check-ins and challenges. PRODUCT 4.
/** Days in a row that are told of, the first first. */
export const MILESTONES = [3, 7, 14, 30, 60, 100, 365] as const
/** Points rise with the day of the streak up to this one. */
export const STREAK_PAID_MAX = 7
export const MAKE_UPS_PER_MONTH = 2
/** A missed day can be made up so many days later at the latest. */
export const MAKE_UP_WITHIN_DAYS = 3
/** So long can a rejected proof be replaced. */
export const REPLACE_WITHIN_MS = 24 * HOUR_MS
export const PROOF_TEXT_LENGTH_MIN = 10
export const PROOF_TEXT_LENGTH_MAX = 300
/** Days of daily check-in that lead a newcomer up the ladder. */
export const NEWCOMER_CHECK_INS = 3
export const MONTH_DAYS_MAX = 31
/** Days that the explanation of a streak goes back. */
export const EXPLAINED_DAYS = 31
export const CHALLENGE_TITLE_LENGTH_MAX = 30
export const CHALLENGE_RULES_LENGTH_MAX = 500
export const CHALLENGE_DAYS_MAX = 100
export const CHALLENGE_MAKE_UPS_MAX = 5
/** Challenges that are open or were lately. */
export const CHALLENGES_LISTED_MAX = 50
export const COUPON_VALID_DAYS_MAX = 365
export const OUTAGE_REASON_LENGTH_MAX = 60
export const OUTAGE_DAYS_MAX = 14
/** Outages that are kept in mind: the latest. */
export const OUTAGES_LISTED_MAX = 100

// Points.
/** The most that one earning may bring. */
export const RULE_POINTS_MAX = 1000
export const LEVELS_MAX = 12
/** As many colours as a name can gain. */
export const TITLE_COLOURS_MAX = 4
/** This year's points, last year's, and those that were given back after their own lot had lapsed. PRODUCT 5.3. */
export const LOTS_MAX = 3
export const BUDGET_POINTS_MAX = 10_000_000
/** Holds that a balance shows. */
export const HOLDS_SHOWN_MAX = 20
/** The most points that one adjustment moves, and up to how many one person alone may. PRODUCT 5.7. */
export const ADJUSTMENT_POINTS_MAX = 10_000
export const ADJUSTMENT_ALONE_MAX = 500
export const ADJUSTMENT_WORDS_LENGTH_MAX = 100
/** Lines of one slice of a download: of a statement, and of the community's journal. */
export const DOWNLOAD_LINES_MAX = 100

// The mall. PRODUCT 6.
export const ITEM_NAME_LENGTH_MAX = 30
export const ITEM_WORDS_LENGTH_MAX = 1000
export const ITEM_PHOTOS_MAX = 6
/** The highest price of an item, in points. */
export const PRICE_MAX = 1_000_000
/** Stock slots that one restocking or one import of codes may make. */
export const RESTOCK_MAX = 100
/** Stock slots of one item in all. */
export const STOCK_MAX = 10_000
/** How often one member may order one item, at most: what an operator sets lies below. */
export const PER_MEMBER_MAX = 1_000
/** How long a reservation stands. PRODUCT 6.2. */
export const RESERVED_MS = 15 * MINUTE_MS
/** After so long without a word a shipped order counts as received. PRODUCT 6.3. */
export const RECEIVED_AFTER_MS = 10 * DAY_MS
/**
 * Somebody who orders has an answer within three seconds (PRODUCT 6.4): no try begins later than this after they were
 * heard, and one takes a second at most. Whoever is told BUSY asks again by the same requestId.
 */
export const ORDER_TRIES_WITHIN_MS = 2_000
/** So long before an item opens, those who asked are told. PRODUCT 6.4. */
export const SALE_NOTICE_MS = 5 * MINUTE_MS
/** Coupons that one order may use. */
export const COUPONS_PER_ORDER_MAX = 3
/** How long a coupon can be used that comes back after its own time. PRODUCT 6.5. */
export const RETURNED_COUPON_DAYS = 7
export const COUPON_DAYS_MAX = 365
/** Members that are given a coupon at once. */
export const COUPONS_GIVEN_MAX = 50
/** Characters of a code of a third party. */
export const POOL_CODE_LENGTH_MAX = 100
export const REFUND_REASON_LENGTH_MAX = 60
/** Make-up cards that one item brings. */
export const MAKE_UP_CARDS_MAX = 10

// Photo contests. PRODUCT 3.
/** Contests that the activity tab shows. */
export const CONTESTS_SHOWN_MAX = 10
export const CONTEST_TITLE_LENGTH_MAX = 30
export const CONTEST_THEME_LENGTH_MAX = 1000
/** How long somebody has to be a member to enter a work. PRODUCT 3.2. */
export const ENTRANT_MEMBER_FOR_MS = 3 * DAY_MS
export const WORKS_PER_MEMBER = 2
export const WORK_TITLE_LENGTH_MAX = 20
export const WORK_WORDS_LENGTH_MAX = 300
/** Different works that one ballot names. PRODUCT 3.3. */
export const VOTES_PER_DAY = 3
/** How long works are taken, and votes, at most. */
export const CONTEST_SUBMIT_MAX_MS = 60 * DAY_MS
export const CONTEST_VOTE_MAX_MS = 30 * DAY_MS
/** Between the last work and the first vote: the time to screen them. */
export const CONTEST_SCREEN_MIN_MS = HOUR_MS
/** The vote is taken for a day at least: a newcomer has to be able to come back on another. */
export const CONTEST_VOTE_MIN_MS = DAY_MS
/** Community days that a vote of CONTEST_VOTE_MAX_MS touches. */
export const CONTEST_DAYS_MAX = 31
export const CONTEST_BALLOTS_MAX = CONTEST_DAYS_MAX
/** Audit and appeals together, at least. PRODUCT 3.1. */
export const CONTEST_NOTICE_MS = 48 * HOUR_MS
/** A contest whose prizes are paid is put away so long after. PRODUCT 3.1. */
export const CONTEST_ARCHIVED_AFTER_MS = 30 * DAY_MS
/** Totals are hidden so long before the close. PRODUCT 3.5. */
export const TOTALS_HIDDEN_MS = 24 * HOUR_MS
/** Orders in which galleries are shown. PRODUCT 3.5. */
export const SHUFFLES = 64
export const JURORS_MIN = 3
export const JURORS_MAX = 9
/** A juror gives a work whole points from 0 to this. */
export const JURY_SCORE_MAX = 10
export const CONTEST_PRIZES_MAX = 10
export const PRIZE_NAME_LENGTH_MAX = 12
/** The last rank that a prize may be given to. */
export const PRIZE_RANK_MAX = 100
export const PRIZE_POINTS_MAX = 10_000
/** Works that the standings show while votes are taken. */
export const STANDINGS_SHOWN_MAX = 50
export const CANCEL_REASON_LENGTH_MAX = 100
export const QUARANTINE_REASON_LENGTH_MAX = 100
/** Voters that are named in one decision. */
export const VOTERS_REVIEWED_MAX = 100
export const APPEAL_WORDS_LENGTH_MAX = 300
/** Appeals of one member in one contest. */
export const APPEALS_SHOWN_MAX = 10
/** Versions of one contest's result. */
export const RESULT_VERSIONS_MAX = 50
