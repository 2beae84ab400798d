/**
 * Leaving for good: what goes, what stays, and a word to type, for it cannot be undone.
 * Ids: `page-leave`, `leave-export`, `leave-word`, `leave-confirm`.
 */
import { Text, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { TextField } from '../../components/TextField'
import { refreshCommunity } from '../../features/home/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { leaveForGood } from '../../features/member/settings'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { useWords, wordsNow } from '../../i18n/words'
import { openPage, openTab } from '../../platform/navigate'
import { toast } from '../../platform/toast'
import './leave.scss'

const WORD_LENGTH_MAX = 20

export default function LeavePage() {
  const { leaving, settings } = useWords()
  const [typed, setTyped] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })

  const leave = async () => {
    if (isBusy) return
    if (typed.trim() !== leaving.word) return setRefusal(leaving.mismatch(leaving.word))
    setBusy(true)
    setRefusal(undefined)
    try {
      await leaveForGood()
      openTab('community')
      toast(leaving.done)
      void refreshCommunity()
    } catch (error) {
      setRefusal(sayRefusal(error, wordsNow()))
      setBusy(false)
    }
  }

  return (
    <PageFrame name="leave" title={leaving.title}>
      <MembersOnly>
        <View className="leave">
          <View className="leave-intro">{leaving.intro}</View>
          <What title={leaving.goes} items={leaving.goesList} />
          <What title={leaving.stays} items={leaving.staysList} />
          <Rows>
            <Row
              id="leave-export"
              icon="download"
              label={leaving.exportFirst}
              hint={settings.exportHint}
              onTap={() => openPage('/packages/member/export', {})}
            />
          </Rows>
          <TextField
            id="leave-word"
            label={leaving.typePrompt(leaving.word)}
            value={typed}
            lengthMax={WORD_LENGTH_MAX}
            refusal={refusal}
            onInput={setTyped}
          />
          <Button
            id="leave-confirm"
            kind="danger"
            isWide
            isDisabled={isBusy}
            label={isBusy ? leaving.leaving : leaving.confirm}
            onTap={() => void leave()}
          />
        </View>
      </MembersOnly>
    </PageFrame>
  )
}

interface WhatProps {
  readonly title: string
  readonly items: readonly string[]
}

function What({ title, items }: WhatProps) {
  return (
    <View className="leave-what">
      <View className="leave-title">{title}</View>
      {items.map((item) => (
        <View key={item} className="leave-item">
          <View className="leave-dot" />
          <Text>{item}</Text>
        </View>
      ))}
    </View>
  )
}
