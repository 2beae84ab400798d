/**
 * What may be done with a post, behind one quiet button. Ids: `post-more`, `post-edit`, `post-feature`, `post-poster`,
 * `post-report`, `post-delete`, and those of ReportSheet.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Confirm } from '../../../components/Confirm'
import { Sheet } from '../../../components/Sheet'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { goBack, openPage } from '../../../platform/navigate'
import { toggleFeatured } from '../deeds'
import { deletePost } from '../page'
import './PostActions.scss'
import { ReportSheet } from './ReportSheet'

/** What is open above the page. */
type Opened = 'menu' | 'delete' | 'report'

export function PostActions({ post }: { readonly post: PostDetail }) {
  const words = useWords()
  const [opened, open] = useState<Opened>()
  const close = () => open(undefined)
  const onDelete = async () => {
    close()
    if (await deletePost(post.postId)) goBack()
  }
  return (
    <>
      <Tappable id="post-more" className="post-more" label={words.writing.more} onTap={() => open('menu')}>
        <View className="icon-more" />
      </Tappable>
      <Sheet isOpen={opened === 'menu'} label={words.writing.more} onClose={close}>
        <Menu post={post} onClose={close} onOpen={open} />
      </Sheet>
      <Confirm
        isOpen={opened === 'delete'}
        title={words.post.deleteTitle}
        hint={words.post.deleteHint}
        yes={words.post.deleteConfirm}
        onYes={() => void onDelete()}
        onClose={close}
      />
      {opened === 'report' ? <ReportSheet isOpen subject={{ postId: post.postId }} onClose={close} /> : null}
    </>
  )
}

interface MenuProps {
  readonly post: PostDetail
  readonly onClose: () => void
  readonly onOpen: (opened: Opened) => void
}

/** Only what the server will allow is offered. */
function Menu({ post, onClose, onOpen }: MenuProps) {
  const words = useWords()
  const { postId, viewerMay, featured, state } = post
  const leaving = (act: () => void) => () => {
    onClose()
    act()
  }
  return (
    <View className="post-menu">
      {viewerMay.edit ? (
        <MenuItem
          id="post-edit"
          icon="edit"
          label={words.writing.edit}
          onTap={leaving(() => openPage('/packages/compose/index', { postId }))}
        />
      ) : null}
      {viewerMay.feature ? (
        <MenuItem
          id="post-feature"
          icon={featured ? 'star-full' : 'star'}
          label={featured ? words.writing.unfeature : words.writing.feature}
          onTap={leaving(() => void toggleFeatured(postId))}
        />
      ) : null}
      {state === 'visible' ? (
        <MenuItem
          id="post-poster"
          icon="photos"
          label={words.writing.poster}
          onTap={leaving(() => openPage('/packages/compose/poster', { postId }))}
        />
      ) : null}
      {viewerMay.report ? (
        <MenuItem id="post-report" icon="flag" label={words.writing.report} onTap={() => onOpen('report')} />
      ) : null}
      {viewerMay.delete ? (
        <MenuItem
          id="post-delete"
          icon="delete"
          label={words.post.deletePost}
          onTap={() => onOpen('delete')}
        />
      ) : null}
      <MenuItem id="post-menu-close" icon="close" label={words.common.cancel} onTap={onClose} />
    </View>
  )
}

interface MenuItemProps {
  readonly id: string
  readonly icon: string
  readonly label: string
  readonly onTap: () => void
}

function MenuItem({ id, icon, label, onTap }: MenuItemProps) {
  return (
    <Tappable id={id} className="post-menu-item" label={label} onTap={onTap}>
      <View className={`icon-${icon}`} />
      <View className="post-menu-words">{label}</View>
    </Tappable>
  )
}
