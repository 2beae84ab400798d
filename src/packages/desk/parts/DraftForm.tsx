/** The words, the posts and the plan of a digest, to be changed, saved and sent. Ids: see the page. */
import { View } from '@tarojs/components'
import { type ComponentProps, useState } from 'react'
import {
  DIGEST_GREETING_LENGTH_MAX,
  DIGEST_SLOT_LENGTH_MAX,
  DIGEST_SLOTS_MAX,
} from '../../../../contract/limits'
import type { Digest } from '../../../../contract/notice-digest'
import { Button } from '../../../components/Button'
import { Confirm } from '../../../components/Confirm'
import { TextField } from '../../../components/TextField'
import { PostLines } from '../../../features/notice/components/PostLines'
import { type FilledDigest, saveDraft, sendDigest } from '../../../features/notice/digest'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { toCallError } from '../../../platform/call-error'
import { toast } from '../../../platform/toast'
import './DraftForm.scss'

interface DraftFormProps {
  readonly filled: FilledDigest
  /** Somebody else has saved meanwhile. */
  readonly onReload: () => void
}

/** One slot a line; empty lines are left out, long ones cut. */
function toSlots(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, DIGEST_SLOT_LENGTH_MAX))
  return lines.filter((line) => line !== '').slice(0, DIGEST_SLOTS_MAX)
}

function useDraft(digest: Digest, onReload: () => void) {
  const [greeting, setGreeting] = useState(digest.greeting)
  const [best, setBest] = useState(digest.best)
  const [questions, setQuestions] = useState(digest.questions)
  const [slots, setSlots] = useState(digest.slots.join('\n'))
  const [known, setKnown] = useState({ version: digest.version, state: digest.state })
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  /** Saves, and when asked to sends what was just saved: what is sent is what is seen. */
  const save = async (isSent: boolean) => {
    if (isBusy) return
    setBusy(true)
    setRefusal(undefined)
    try {
      const { day } = digest
      const contents = { greeting: greeting.trim(), best, questions, slots: toSlots(slots) }
      const saved = await saveDraft({ day, version: known.version, ...contents })
      setKnown(saved)
      if (isSent) setKnown(await sendDigest(day, saved.version))
      toast(isSent ? wordsNow().desk.sent : wordsNow().desk.draftSaved)
    } catch (error) {
      setRefusal(sayRefusal(error, wordsNow()))
      if (toCallError(error).code === 'STALE_VERSION') onReload()
    }
    setBusy(false)
  }
  const removeBest = (postId: string) => setBest(best.filter((each) => each !== postId))
  const removeQuestion = (postId: string) => setQuestions(questions.filter((each) => each !== postId))
  return {
    ...{ greeting, setGreeting, best, removeBest, questions, removeQuestion, slots, setSlots },
    ...{ state: known.state, isBusy, refusal, save },
  }
}

export function DraftForm({ filled: { digest, posts }, onReload }: DraftFormProps) {
  const { desk, digest: words } = useWords()
  const [isAsked, ask] = useState(false)
  const draft = useDraft(digest, onReload)
  const isDraft = draft.state === 'draft'
  const onlyADraft = (remove: (postId: string) => void) => (isDraft ? remove : undefined)
  return (
    <View className="draft">
      <View id="draft-state" className="draft-day">{`${digest.day} · ${desk.state[draft.state]}`}</View>
      <TextField
        id="draft-greeting"
        label={desk.greeting}
        placeholder={desk.greetingPlaceholder}
        value={draft.greeting}
        lengthMax={DIGEST_GREETING_LENGTH_MAX}
        isLong
        refusal={draft.refusal}
        onInput={draft.setGreeting}
      />
      <Picks label={words.best} postIds={draft.best} posts={posts} onRemove={onlyADraft(draft.removeBest)} />
      <Picks
        label={words.questions}
        postIds={draft.questions}
        posts={posts}
        onRemove={onlyADraft(draft.removeQuestion)}
      />
      <TextField
        id="draft-slots"
        label={desk.slotsField}
        value={draft.slots}
        lengthMax={DIGEST_SLOTS_MAX * (DIGEST_SLOT_LENGTH_MAX + 1)}
        isLong
        onInput={draft.setSlots}
      />
      {isDraft ? (
        <>
          <Button
            id="draft-send"
            isWide
            isDisabled={draft.isBusy}
            label={desk.send}
            onTap={() => ask(true)}
          />
          <Button
            id="draft-save"
            kind="quiet"
            isWide
            isDisabled={draft.isBusy}
            label={desk.saveDraft}
            onTap={() => void draft.save(false)}
          />
        </>
      ) : null}
      <Confirm
        isOpen={isAsked}
        title={desk.sendTitle}
        hint={desk.sendHint}
        yes={desk.sendConfirm}
        onYes={() => {
          ask(false)
          void draft.save(true)
        }}
        onClose={() => ask(false)}
      />
    </View>
  )
}

interface PicksProps extends ComponentProps<typeof PostLines> {
  readonly label: string
}

/** Posts of one sort; nothing when there are none. */
function Picks({ label, ...lines }: PicksProps) {
  if (lines.postIds.length === 0) return null
  return (
    <View>
      <View className="draft-label">{label}</View>
      <PostLines {...lines} />
    </View>
  )
}
