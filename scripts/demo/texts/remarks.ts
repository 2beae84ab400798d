/** What people say that fits any post of a board. */
import type { BoardKey, Remark } from '../story'

const works: readonly Remark[] = [
  '颜色烤得真均匀',
  '隔着屏幕闻到了黄油味',
  ['看饿了，配方能分享一下吗', '晚点整理好发在配方版'],
  '这个光线，这个纹理，可以直接做桌面',
  '我也是这个方子，为什么你的就好看',
]
const recipes: readonly Remark[] = ['收藏了，这周末就试']
const questions: readonly Remark[] = ['同问，蹲一个答案']
const kitchen: readonly Remark[] = ['收下了，正好要买']
const everyday: readonly Remark[] = ['看完笑了一分钟']

export const boardRemarks: Readonly<Record<BoardKey, readonly Remark[]>> = {
  works,
  recipes,
  questions,
  kitchen,
  everyday,
}
