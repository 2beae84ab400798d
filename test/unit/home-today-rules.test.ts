/** What the first screen shows to whom, and which names fit best. */
import { countNews, newsOf, orderBoards } from '../../cloudfunctions/home/today-rules'
import { queryTokens } from '../../cloudfunctions/kit/ngrams'
import { rankNames } from '../../cloudfunctions/member/name-rules'

test('the boards of my interests come first, in the order I named them', () => {
  const boards = ['a', 'b', 'c', 'd'].map((_id) => ({ _id }))
  const ids = (interests: string[]) => orderBoards(boards, interests).map(({ _id }) => _id)
  expect(ids([])).toEqual(['a', 'b', 'c', 'd'])
  expect(ids(['d', 'b', 'gone'])).toEqual(['d', 'b', 'a', 'c'])
})

test('news are what other people did; the community’s own notices are none', () => {
  const unread = { likes: 0, comments: 0, mentions: 0, system: 3, follows: 0, total: 3 }
  expect(newsOf(unread)).toBeUndefined()
  expect(countNews(newsOf({ ...unread, follows: 1, likes: 2, total: 5 }))).toBe(3)
})

test('names: exactly so, beginning so, with the most of it, lately active', () => {
  const member = (nickname: string, lastPostAt: number) => ({ _id: `mbr_${nickname}`, nickname, lastPostAt })
  const found = [
    member('爱面包的人', 3),
    member('小面包', 9),
    member('面包师傅', 1),
    member('面包', 0),
    member('米饭', 9),
    member('面包', 0),
  ]
  const names = rankNames('面包', queryTokens('面包'), found).map(({ nickname }) => nickname)
  expect(names).toEqual(['面包', '面包师傅', '小面包', '爱面包的人'])
})
