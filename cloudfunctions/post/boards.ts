/** The boards a new community begins with; seeding and deploying write them. Plain data. */
import type { BoardDocument } from './collections'

const board = (_id: string, position: number, name: string, summary: string): BoardDocument => ({
  _id,
  schemaVersion: 1,
  name,
  summary,
  position,
})

export const DEFAULT_BOARDS: readonly BoardDocument[] = [
  board('brd_showcase', 1, '作品', '刚出炉的、得意的、翻车的，都晒一晒'),
  board('brd_recipes0', 2, '配方', '配方、比例和步骤，写清楚才好复刻'),
  board('brd_question', 3, '求助', '哪里卡住了就问，总有人遇到过'),
  board('brd_kitchen0', 4, '工具', '烤箱、模具、原料，用过才有发言权'),
  board('brd_everyday', 5, '日常', '烘焙之外的闲聊'),
]
