/** What is asked of somebody who enters a work. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Licence } from '../../../../contract/contest-shapes'
import { WORK_TITLE_LENGTH_MAX, WORK_WORDS_LENGTH_MAX } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { Chips } from '../../../components/Chips'
import { Tabs } from '../../../components/Tabs'
import { TextField } from '../../../components/TextField'
import { enterWork } from '../../../features/contest/entering'
import { refreshStanding } from '../../../features/contest/store'
import { PhotoTray } from '../../../features/media/components/PhotoTray'
import { trayOf, useMediaStore } from '../../../features/media/store'
import { useWords } from '../../../i18n/words'
import { tick } from '../../../platform/haptic'
import './EntryForm.scss'
import { type OwnPhoto, OwnPhotos } from './OwnPhotos'

export const TRAY = 'contest'
const SOURCES = ['album', 'post'] as const
const LICENCES: readonly Licence[] = ['community', 'promotion']

interface EntryFormProps {
  readonly contestId: string
  readonly onEntered: (workId: string) => void
}

export function EntryForm({ contestId, onEntered }: EntryFormProps) {
  const { contest } = useWords()
  const [source, setSource] = useState<(typeof SOURCES)[number]>('album')
  const [upload] = useMediaStore((store) => trayOf(store, TRAY))
  const [own, setOwn] = useState<OwnPhoto>()
  const [title, setTitle] = useState('')
  const [said, setSaid] = useState('')
  const [licence, setLicence] = useState<Licence>()
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const uploaded = upload?.done?.photo.mediaId
  const fromAlbum = uploaded === undefined ? undefined : ({ from: 'album', photoId: uploaded } as const)
  const fromPost = own && ({ from: 'post', postId: own.postId, photoId: own.photoId } as const)
  const draft = { photo: source === 'album' ? fromAlbum : fromPost, title, words: said, licence }
  const send = async () => {
    if (isBusy) return
    setBusy(true)
    const outcome = await enterWork(contestId, draft)
    setBusy(false)
    if (typeof outcome === 'string') return setRefusal(outcome)
    tick()
    // The contest's page offers the next work, or says that both are entered; it asks again itself when this fails.
    refreshStanding(contestId).catch(() => undefined)
    onEntered(outcome.workId)
  }
  return (
    <View className="entry">
      <Tabs
        id="enter-source"
        label={contest.source}
        options={SOURCES}
        names={contest.sources}
        chosen={source}
        onChoose={setSource}
      />
      {source === 'album' ? (
        <PhotoTray tray={TRAY} countMax={1} />
      ) : (
        <OwnPhotos chosen={own} onChoose={setOwn} />
      )}
      <View className="entry-hint">{contest.photoHint}</View>
      <TextField
        id="enter-title"
        label={contest.workTitle}
        placeholder={contest.workTitleHint}
        value={title}
        lengthMax={WORK_TITLE_LENGTH_MAX}
        onInput={setTitle}
      />
      <TextField
        id="enter-words"
        label={contest.workWords}
        placeholder={contest.workWordsHint}
        value={said}
        lengthMax={WORK_WORDS_LENGTH_MAX}
        isLong
        onInput={setSaid}
      />
      <View className="entry-hint">{contest.licenceTitle}</View>
      <Chips
        id="enter-licence"
        label={contest.licenceTitle}
        isSingle
        options={LICENCES.map((value) => ({ value, ...contest.licences[value] }))}
        chosen={licence ? [licence] : []}
        onTap={setLicence}
      />
      {refusal ? (
        <View id="enter-refusal" className="entry-refusal">
          {refusal}
        </View>
      ) : null}
      <Button
        id="enter-send"
        isWide
        isDisabled={isBusy}
        label={isBusy ? contest.submitting : contest.submit}
        onTap={() => void send()}
      />
    </View>
  )
}
