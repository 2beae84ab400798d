/**
 * Picture and nickname, for joining and for changing them. The nickname is read when the form is submitted: WeChat
 * may clear an unsafe one after the field was left. Ids: `nickname`, `profile-submit`, `avatar-refusal`,
 * `nickname-refusal`, and AvatarPicker's.
 */
import { Form, Input, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { NICKNAME_LENGTH_MAX } from '../../../../contract/limits'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords } from '../../../i18n/words'
import { toCallError } from '../../../platform/call-error'
import { fieldProps } from '../../../platform/control-props'
import type { LocalFile } from '../../../platform/local-file'
import { newRequestId } from '../../../platform/request-id'
import { uploadPhoto } from '../../media/upload'
import { AvatarPicker } from './AvatarPicker'
import { SubmitButton } from './SubmitButton'
import './ProfileForm.scss'

interface ProfileFormProps {
  readonly nickname: string
  readonly avatarUrl?: string
  readonly submitLabel: string
  readonly busyLabel: string
  /** Saves; what it throws is shown here, and the form stays as it is. */
  readonly save: (nickname: string, avatarMediaId?: string) => Promise<void>
  /** What is to be read before the button. */
  readonly children?: ReactNode
}

interface Picture {
  readonly url: string
  readonly mediaId?: string
  readonly refusal?: string
}

export function ProfileForm({
  nickname,
  avatarUrl,
  submitLabel,
  busyLabel,
  save,
  children,
}: ProfileFormProps) {
  const words = useWords()
  const [typed, setTyped] = useState(nickname)
  const [picture, setPicture] = useState<Picture>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const pick = async (photo: LocalFile) => {
    setPicture({ url: photo.url })
    setBusy(true)
    try {
      const done = await uploadPhoto({ requestId: newRequestId(), file: photo, purpose: 'avatar' })
      setPicture({ url: photo.url, mediaId: done.photo.mediaId })
    } catch (error) {
      setPicture({ url: photo.url, refusal: sayRefusal(error, words) })
    }
    setBusy(false)
  }

  const submit = async (value: string) => {
    const name = value.trim()
    if (isBusy) return
    if (name === '') return setRefusal(words.member.nicknameNeeded)
    if (Array.from(name).length > NICKNAME_LENGTH_MAX)
      return setRefusal(words.member.nicknameTooLong(NICKNAME_LENGTH_MAX))
    setBusy(true)
    setRefusal(undefined)
    try {
      await save(name, picture?.mediaId)
    } catch (error) {
      const sentence = sayRefusal(error, words)
      if (picture && toCallError(error).code === 'MEDIA_NOT_READY')
        setPicture({ ...picture, refusal: sentence })
      else setRefusal(sentence)
    }
    setBusy(false)
  }

  return (
    <Form
      className="profile-form"
      onSubmit={({ detail }) => void submit(String(detail.value?.nickname ?? ''))}
    >
      <AvatarPicker
        nickname={nickname || '+'}
        url={picture?.url ?? avatarUrl}
        onPick={(photo) => void pick(photo)}
      />
      {picture?.refusal ? (
        <View id="avatar-refusal" className="profile-refusal">
          {picture.refusal}
        </View>
      ) : (
        <View className="profile-hint">{words.member.avatar}</View>
      )}
      <Input
        id="nickname"
        name="nickname"
        className="field profile-nickname"
        type="nickname"
        // Kept here so that a redraw (the picture has been uploaded) does not wipe what is being typed.
        value={typed}
        onInput={({ detail }) => setTyped(detail.value)}
        maxlength={NICKNAME_LENGTH_MAX}
        placeholder={words.member.nicknamePlaceholder}
        placeholderClass="placeholder"
        {...fieldProps(words.member.nickname)}
      />
      {refusal ? (
        <View id="nickname-refusal" className="profile-refusal">
          {refusal}
        </View>
      ) : null}
      {children}
      <View className="profile-submit">
        <SubmitButton
          id="profile-submit"
          label={isBusy ? busyLabel : submitLabel}
          isDisabled={isBusy}
          onTap={() => void submit(typed)}
        />
      </View>
    </Form>
  )
}
