/** What the demo community can redeem: small things within a week's reach, things to save for, and one that opens. Pure. */
import { timeDigits } from '../../cloudfunctions/kit/id'
import type { ItemDocument, ItemPhoto } from '../../cloudfunctions/mall/collections'
import type { CouponTemplateDocument } from '../../cloudfunctions/mall/coupon-collections'
import { isCounted, slotId } from '../../cloudfunctions/mall/item-rules'
import type { SlotDocument } from '../../cloudfunctions/mall/order-collections'
import { DAY_MS, HOUR_MS, SALE_NOTICE_MS } from '../../contract/limits'
import type { Grant } from '../../contract/mall-shapes'
import type { Subject } from './art/pictures'
import type { StoredPicture } from './posts'

/** An item as it is told of by hand. */
interface ToldItem {
  readonly grant: Grant
  readonly name: string
  readonly words: string
  readonly subject: Subject
  readonly price: number
  readonly level?: number
  readonly perMemberMax?: number
  /** How many there are; absent where there is no end of them. */
  readonly stock?: number
  /** So long from now it opens, to whoever comes first. */
  readonly opensInMs?: number
}

/** The newest first, as the catalogue shows them. */
const TOLD: readonly ToldItem[] = [
  {
    grant: { kind: 'goods' },
    name: '铸铁圆锅，限时五口',
    words: '烤欧包最稳的一口锅，二十四厘米，盖子能盖严蒸汽。先到先得，每人一口。',
    subject: 'sourdough',
    price: 600,
    perMemberMax: 1,
    stock: 5,
    opensInMs: DAY_MS + 8 * HOUR_MS,
  },
  {
    grant: { kind: 'goods' },
    name: '烘焙油纸一卷',
    words: '双面硅油，五米长，烤盘再也不用刷油。一卷够用一个月。',
    subject: 'cookie',
    price: 70,
    stock: 60,
  },
  {
    grant: { kind: 'service' },
    name: '合作面包房美式一杯',
    words: '到店报核销码，换一杯现做的美式。三家合作面包房都能用。',
    subject: 'croissant',
    price: 65,
    perMemberMax: 4,
    stock: 40,
  },
  {
    grant: { kind: 'code' },
    name: '小书房电子书一本',
    words: '在小书房的网站输入兑换码，任选一本烘焙书。查看兑换码之前都可以退。',
    subject: 'madeleine',
    price: 85,
    perMemberMax: 2,
    stock: 0,
  },
  {
    grant: { kind: 'makeUp', count: 1 },
    name: '补打卡卡一张',
    words: '漏了一天也不慌：三天之内用它补上，连续天数接着算。',
    subject: 'muffin',
    price: 30,
    perMemberMax: 12,
  },
  {
    grant: { kind: 'goods' },
    name: '手动打蛋器',
    words: '十二根钢丝，握着不滑。奶油打到八分发，手还不酸。',
    subject: 'tools',
    price: 260,
    stock: 20,
  },
  {
    grant: { kind: 'title', text: '烘焙控', days: 30 },
    name: '头衔“烘焙控”三十天',
    words: '挂在名字旁边三十天。',
    subject: 'madeleine',
    price: 120,
    perMemberMax: 3,
  },
  {
    grant: { kind: 'goods' },
    name: '四百五十克吐司模',
    words: '带盖不粘，烤出来四四方方。带盖是方吐司，不带盖是山形。',
    subject: 'toast',
    price: 480,
    level: 3,
    stock: 12,
  },
  {
    grant: { kind: 'service' },
    name: '烤箱深度清洁一次',
    words: '师傅上门，一小时，油渍连门缝一起洗干净。报核销码预约。',
    subject: 'oven',
    price: 900,
    level: 4,
    perMemberMax: 1,
    stock: 8,
  },
  {
    grant: { kind: 'goods' },
    name: '高筋面粉五公斤',
    words: '蛋白质十三点五，做欧包和吐司都合适。这个月的兑完了，下个月再来。',
    subject: 'flour',
    price: 220,
    stock: 0,
  },
]

/** A catalogue as documents. */
export interface DemoMall {
  readonly items: readonly ItemDocument[]
  readonly slots: readonly SlotDocument[]
  readonly couponTemplates: readonly CouponTemplateDocument[]
}

/** Makes the catalogue; each item takes the first picture of what it shows. */
export function makeMall(now: number, pictures: readonly StoredPicture[]): DemoMall {
  const items = TOLD.map((told, place) => itemOf(told, place, now, pictures))
  const slots = items.flatMap(({ _id: itemId, counted, stock }) =>
    counted ? Array.from({ length: stock }, (_, n) => slotOf(itemId, n + 1)) : [],
  )
  return { items, slots, couponTemplates: [DAY_COUPON] }
}

function itemOf(
  told: ToldItem,
  place: number,
  now: number,
  pictures: readonly StoredPicture[],
): ItemDocument {
  const { grant, name, words, price, level = 1, perMemberMax, stock, opensInMs } = told
  const createdAt = now - (place + 1) * DAY_MS
  const opensAt = opensInMs === undefined ? 0 : now + opensInMs
  return {
    _id: `itm_${timeDigits(createdAt)}${String(place).padStart(8, '0')}`,
    schemaVersion: 1,
    grant,
    name,
    words,
    photos: photosOf(told, pictures),
    price,
    level,
    ...(perMemberMax === undefined ? {} : { perMemberMax }),
    counted: isCounted(grant, stock !== undefined),
    stock: stock ?? 0,
    takenCount: 0,
    opensAt,
    flash: opensInMs !== undefined,
    state: 'listed',
    ...(opensAt === 0 ? {} : { remindAt: opensAt - SALE_NOTICE_MS }),
    createdAt,
  }
}

function photosOf({ subject }: ToldItem, pictures: readonly StoredPicture[]): ItemPhoto[] {
  const found = pictures.find((picture) => picture.subject === subject)
  if (!found) return []
  const { thumbFileId: fileId, displayFileId, width, height } = found.photo
  return [{ mediaId: `med_demo${subject.replace('-', '')}`, fileId, displayFileId, width, height }]
}

function slotOf(itemId: string, n: number): SlotDocument {
  return { _id: slotId(itemId, n), schemaVersion: 1, itemId, state: 'free' }
}

/** Operators give it at campaigns. */
const DAY_COUPON: CouponTemplateDocument = {
  _id: 'weekend',
  schemaVersion: 1,
  name: '周末烘焙券',
  discount: { kind: 'percent', percent: 20 },
  scope: { kind: 'mall' },
  minPrice: 50,
  stackable: true,
  audience: 'segment',
  validDays: 7,
  open: true,
}
