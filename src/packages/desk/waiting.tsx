/**
 * Who waits for a first word, the longest first, how fast people were answered lately and, for those who moderate, what
 * became of the places that new authors were given.
 * Ids: `page-waiting`, `waiting-list`, `waiting-{postId}`, `waiting-empty`, and those of the figures.
 */
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { HOUR_MS } from '../../../contract/limits'
import { canAny } from '../../../contract/roles'
import { Avatar } from '../../components/Avatar'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { useMemberStore } from '../../features/member/store'
import {
  loadReplyTimes,
  loadWaiting,
  type PostLine,
  type ReplyTimes,
  type Waiting,
  type WaitingList,
} from '../../features/notice/digest'
import { type ExposureReport, loadExposureReport } from '../../features/post/exposure'
import { sayTime } from '../../i18n/say-time'
import { useWords } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { openPage } from '../../platform/navigate'
import { ExposureFigures } from './parts/ExposureFigures'
import { ReplyFigures } from './parts/ReplyFigures'
import './waiting.scss'

export default function WaitingPage() {
  const { desk } = useWords()
  const [list, setList] = useState<WaitingList>()
  const [times, setTimes] = useState<ReplyTimes>()
  const [report, setReport] = useState<ExposureReport>()
  const [failure, setFailure] = useState<ErrorCode>()
  const mayModerate = useMemberStore(({ me }) => me !== undefined && canAny(me.roles, 'post.moderate'))
  const load = async () => {
    setFailure(undefined)
    try {
      const [waiting, replyTimes] = await Promise.all([loadWaiting(), loadReplyTimes()])
      setList(waiting)
      setTimes(replyTimes)
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  useDidShow(() => void load())
  // Who may is known a moment later when the page is the first one; without these figures it is no worse a page.
  useEffect(() => {
    if (mayModerate) loadExposureReport().then(setReport, () => undefined)
  }, [mayModerate])
  return (
    <PageFrame name="waiting" title={desk.rows.newcomers}>
      {list ? (
        <View className="waiting">
          {times ? <ReplyFigures times={times} /> : null}
          <List list={list} />
          {report ? <ExposureFigures report={report} /> : null}
        </View>
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void load()} />
      ) : (
        <View id="waiting-skeleton" className="skeleton waiting-skeleton" />
      )}
    </PageFrame>
  )
}

function List({ list: { waiting, posts } }: { readonly list: WaitingList }) {
  const { desk } = useWords()
  if (waiting.length === 0) {
    return (
      <StateView
        id="waiting-empty"
        drawing="clipboard"
        title={desk.waitingEmpty}
        hint={desk.waitingEmptyHint}
      />
    )
  }
  return (
    <View id="waiting-list" className="waiting-list">
      {waiting.map((each) => (
        <Line key={each.postId} waiting={each} post={posts.get(each.postId)} />
      ))}
    </View>
  )
}

interface LineProps {
  readonly waiting: Waiting
  readonly post?: PostLine
}

function Line({ waiting: { postId, kind, author, postedAt, dueAt }, post }: LineProps) {
  const words = useWords()
  const { desk } = words
  const now = Date.now()
  // A first post is due at once; it is called late once an hour has gone by.
  const isLate = now - dueAt > HOUR_MS
  const facts = `${desk[kind === 'newcomer' ? 'newcomer' : 'question']} · ${desk.waitingFor(sayTime(postedAt, now, words))}`
  return (
    <Tappable
      id={`waiting-${postId}`}
      className="waiting-line"
      role="link"
      label={[author.nickname, post?.text, facts, isLate ? desk.late : ''].filter(Boolean).join('，')}
      onTap={() => openPage('/pages/post/index', { postId })}
    >
      <Avatar nickname={author.nickname} url={author.avatarUrl} />
      <View className="waiting-words">
        <View className="waiting-name">
          <Text>{author.nickname}</Text>
          {isLate ? <Text className="waiting-late">{desk.late}</Text> : null}
        </View>
        {post ? <View className="waiting-text">{post.text}</View> : null}
        <View className="waiting-facts">{facts}</View>
      </View>
    </Tappable>
  )
}
