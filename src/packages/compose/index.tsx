/**
 * Writing a post, or one's own post anew. Ids: `page-compose`, `compose-publish`, `refusal-…`, and those of its parts.
 */
import { View } from '@tarojs/components'
import { useLoad, useRouter } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { ensureBoards } from '../../features/home/store'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { whenMember } from '../../features/member/store'
import { openEdit, publishEdit, publishPost } from '../../features/post/compose'
import {
  clearDraft,
  closeDraft,
  type DraftKey,
  draftOf,
  editDraft,
  editKey,
  entryOf,
  NEW_POST,
  openDraft,
  useDraftStore,
} from '../../features/post/draft'
import { openPost } from '../../features/post/page'
import { EMPTY_PAGE, usePostStore } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { goBack, openTabTop } from '../../platform/navigate'
import { BoardRow } from './parts/BoardRow'
import { KindEditor } from './parts/KindEditor'
import { KindSwitch } from './parts/KindSwitch'
import { Refusal } from './parts/Refusal'
import { Resumed } from './parts/Resumed'
import { WordsField } from './parts/WordsField'
import './index.scss'

export default function ComposePage() {
  const { postId } = useRouter<{ postId?: string }>().params
  return postId === undefined ? <NewPostPage /> : <EditPage postId={postId} />
}

function NewPostPage() {
  const words = useWords().compose
  const { topic } = useRouter<{ topic?: string }>().params
  // The field is there once its draft is: in a browser one that changes while the field is being made breaks it.
  const isOpened = useDraftStore((store) => store.entries[NEW_POST] !== undefined)
  useLoad(() => {
    openDraft(NEW_POST)
    const { topicNames } = draftOf(NEW_POST)
    const named = topic === undefined ? undefined : decodeURIComponent(topic)
    if (named && !topicNames.includes(named)) editDraft(NEW_POST, { topicNames: [...topicNames, named] })
    void ensureBoards()
  })
  const publish = () => {
    void whenMember(async () => {
      if (await publishPost()) await openTabTop('community')
    })
  }
  return (
    <PageFrame name="compose" title={words.title}>
      <View className="compose">
        <KindSwitch draftKey={NEW_POST} />
        <Resumed draftKey={NEW_POST} onStartAfresh={() => clearDraft(NEW_POST)} />
        {isOpened ? <WordsField draftKey={NEW_POST} /> : null}
        <KindEditor draftKey={NEW_POST} />
        <PhotoTray tray={NEW_POST} isVideoOffered />
        <Refusal draftKey={NEW_POST} part="photos" />
        <BoardRow draftKey={NEW_POST} />
        <Refusal draftKey={NEW_POST} part="board" />
      </View>
      <Foot draftKey={NEW_POST} label={words.publish} busyLabel={words.publishing} onTap={publish} />
    </PageFrame>
  )
}

/** Kind, board and what belongs to them stay as they were published: people have voted, joined and answered. */
function EditPage({ postId }: { readonly postId: string }) {
  const words = useWords().compose
  const draftKey = editKey(postId)
  const { post, failure } = usePostStore((store) => store.pages[postId]) ?? EMPTY_PAGE
  const isOpened = useDraftStore((store) => store.entries[draftKey] !== undefined)
  const begin = async () => {
    if (!usePostStore.getState().pages[postId]?.post) await openPost(postId)
    const { post: current } = usePostStore.getState().pages[postId] ?? EMPTY_PAGE
    if (current) openEdit(current)
  }
  useLoad(() => void begin())
  const save = () => {
    void publishEdit(postId).then((isDone) => {
      if (isDone) goBack()
    })
  }
  const startAfresh = () => {
    closeDraft(draftKey)
    if (post) openEdit(post)
  }
  return (
    <PageFrame name="compose" title={words.editTitle}>
      {isOpened ? (
        <>
          <View className="compose">
            <Resumed draftKey={draftKey} onStartAfresh={startAfresh} />
            <WordsField draftKey={draftKey} />
            {post?.video ? null : <PhotoTray tray={draftKey} />}
            <Refusal draftKey={draftKey} part="photos" />
          </View>
          <Foot draftKey={draftKey} label={words.save} busyLabel={words.saving} onTap={save} />
        </>
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void begin()} />
      ) : (
        <View className="skeleton compose-skeleton" />
      )}
    </PageFrame>
  )
}

interface FootProps {
  readonly draftKey: DraftKey
  readonly label: string
  readonly busyLabel: string
  readonly onTap: () => void
}

function Foot({ draftKey, label, busyLabel, onTap }: FootProps) {
  const publishing = useDraftStore((store) => entryOf(store, draftKey).publishing)
  return (
    <View className="compose-foot">
      <Refusal draftKey={draftKey} part="whole" />
      <Button
        id="compose-publish"
        isWide
        isDisabled={publishing}
        label={publishing ? busyLabel : label}
        onTap={onTap}
      />
    </View>
  )
}
