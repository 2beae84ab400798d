/** Posts of the kinds that ask members to do something: vote, take a side, join a row, look at what came in the post. */
import type { Story } from '../story'

/** For the first screens, each to be put after so many of the newest. */
export const newestOfKinds: readonly (readonly [after: number, story: Story])[] = [
  [
    3,
    {
      board: 'kitchen',
      kind: 'poll',
      subject: 'tools',
      topics: ['新手装备'],
      text: '预算五百，只能再买一样。新手厨房里你觉得最不该省的是哪个？可以多选。',
      poll: { options: ['电子秤', '烤箱温度计', '揉面垫', '手持打蛋器', '好一点的粉'], multiple: true },
      talk: ['温度计，没有之一', '秤。差两克盐，一整条吐司都知道'],
    },
  ],
  [
    8,
    {
      board: 'everyday',
      kind: 'debate',
      topics: ['甜咸之争'],
      text: '青团到底该甜还是该咸？办公室已经分成两桌吃饭了，来个了断。',
      sides: ['豆沙才是正统', '腌笃鲜馅封神'],
      talk: ['豆沙配龙井，不接受反驳', '咸的能当饭，甜的只能当借口', '各来一只，立场没有，胃口很大'],
    },
  ],
  [
    14,
    {
      board: 'kitchen',
      kind: 'chain',
      topics: ['拼团买粉'],
      place: '上海 · 静安',
      text: '团一箱 T65，25 公斤一袋，六个人分刚好。周五截止，在静安寺地铁站自提，写上要几公斤。',
      chain: {
        prompt: '称呼 + 公斤数',
        entries: [
          '4 公斤，自备袋子',
          '5 公斤',
          '3 公斤，周六上午来拿可以吗',
          '5 公斤，帮同事带的',
          '2 公斤先试试',
        ],
      },
      talk: [['有没有低糖的酵母一起团', '这次只有粉，下周单开一条']],
    },
  ],
]

/** The others, somewhere in the month before. */
export const storiesOfKinds: readonly Story[] = [
  {
    board: 'everyday',
    kind: 'poll',
    topics: ['周末烤什么'],
    text: '周六下午三点，烤箱只排得下一炉。投票决定，我照做，周日交作业。',
    poll: { options: ['肉桂卷', '巴斯克', '全麦吐司', '什么都不烤，睡觉'], days: 2 },
    talk: ['投了睡觉，但请把巴斯克的配方留下', ['肉桂卷可以前一晚冷藏发酵', '学到了，周五晚上就揉']],
  },
  {
    board: 'recipes',
    kind: 'poll',
    topics: ['周末烤什么'],
    text: '下一期写哪个的完整配方？票数最高的周日晚上发，连失败照片一起。',
    poll: { options: ['碱水结', '可丽露', '恰巴塔'], days: 5 },
    talk: ['可丽露，求你把蜡的事情讲清楚'],
  },
  {
    board: 'works',
    kind: 'debate',
    topics: ['甜咸之争'],
    text: '吐司边，吃还是切？孩子问我为什么大人可以剩，我答不上来。',
    sides: ['边最香', '切掉做布丁'],
    talk: ['边是吐司的良心', '切下来冻着，攒一袋做面包布丁，全家抢'],
  },
  {
    board: 'everyday',
    kind: 'chain',
    topics: ['晒晒我的第一炉'],
    text: '接龙：你的第一炉是什么，结局如何？一句话，不许美化。',
    chain: {
      prompt: '烤了什么 + 结局',
      entries: [
        '戚风，出炉那一秒塌成饼，家人说口感扎实',
        '曲奇，花纹全化了，像一盘地图',
        '欧包，能当门挡，现在还在用',
        '蛋挞，意外成功，从此一发不可收拾',
        '吐司，忘了放盐，吃出了医院的味道',
        '马芬，爆头爆到烤箱顶',
        '披萨，火警响了',
      ],
    },
    talk: ['欧包当门挡那位，我们是失散的亲人'],
  },
  {
    board: 'kitchen',
    kind: 'order',
    subject: 'tools',
    topics: ['开箱'],
    text: '等了十天的藤篮到了，比想象里轻。先用温水刷一遍晾干，再厚厚拍一层米粉，第一次脱模居然没粘。',
    talk: [['米粉还是面粉拍', '米粉，不吸水，脱模干净']],
  },
  {
    board: 'kitchen',
    kind: 'order',
    subject: 'flour',
    topics: ['开箱', '拼团买粉'],
    text: '上次拼的 T65 分到手了，5 公斤，袋子是豆丁缝的。颜色比普通高筋黄一点，闻起来有麦子味。',
    talk: ['袋子太好看了，舍不得装粉'],
  },
  {
    board: 'kitchen',
    kind: 'order',
    subject: 'tools',
    topics: ['开箱', '新手装备'],
    text: '积分换的烤箱温度计到了。放进去一看，设 180 实际 163，难怪我的蛋糕永远差一口气。',
    talk: ['恭喜你，找到了背锅的', '差 17 度，这哪是烤箱，是保温箱'],
  },
]
