/**
 * A day's proof, in one of the ways that the challenge takes. Ids: `proof`, `proof-tap`, `proof-text`, `proof-text-send`,
 * `proof-photo-send`, and those of PhotoTray, which the page hands in.
 */
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { PROOF_TEXT_LENGTH_MAX, PROOF_TEXT_LENGTH_MIN } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { TextField } from '../../../components/TextField'
import { useWords } from '../../../i18n/words'
import { type Challenge, type ProofWish, useChallengeStore } from '../challenge'
import './ProofForm.scss'

interface ProofFormProps {
  readonly kinds: Challenge['proofs']
  /** The photo that is uploaded, if one is. */
  readonly photoId: string | undefined
  /** Where a photo is picked. */
  readonly photoTray: ReactNode
  /** Hands a proof in; whether it was taken. */
  readonly onProof: (proof: ProofWish) => Promise<boolean>
}

export function ProofForm({ kinds, photoId, photoTray, onProof }: ProofFormProps) {
  const { checkin } = useWords()
  const isBusy = useChallengeStore((store) => store.isBusy)
  const [text, setText] = useState('')
  const words = text.trim()
  const sendText = async () => {
    if (await onProof({ how: 'text', text: words })) setText('')
  }
  return (
    <View id="proof" className="proof">
      {kinds.includes('text') ? (
        <>
          <TextField
            id="proof-text"
            label={checkin.text}
            placeholder={checkin.textPlaceholder}
            value={text}
            lengthMax={PROOF_TEXT_LENGTH_MAX}
            isLong
            onInput={setText}
          />
          <Button
            id="proof-text-send"
            isWide
            isDisabled={isBusy || words.length < PROOF_TEXT_LENGTH_MIN}
            label={isBusy ? checkin.proving : checkin.prove}
            onTap={() => void sendText()}
          />
        </>
      ) : null}
      {kinds.includes('photo') ? (
        <>
          {photoTray}
          <Button
            id="proof-photo-send"
            kind="quiet"
            isWide
            isDisabled={isBusy || photoId === undefined}
            label={checkin.photoProof}
            onTap={() => void (photoId === undefined ? undefined : onProof({ how: 'photo', photoId }))}
          />
        </>
      ) : null}
      {kinds.includes('tap') ? (
        <Button
          id="proof-tap"
          kind={kinds.includes('text') ? 'quiet' : 'primary'}
          isWide
          isDisabled={isBusy}
          label={checkin.tapProof}
          onTap={() => void onProof({ how: 'tap' })}
        />
      ) : null}
    </View>
  )
}
