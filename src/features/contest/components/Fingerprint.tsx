/** A hash with what it is of; a tap copies it, to be compared somewhere else. Ids: `{id}`. */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords, wordsNow } from '../../../i18n/words'
import { copyText } from '../../../platform/clipboard'
import { toast } from '../../../platform/toast'
import './Fingerprint.scss'

interface FingerprintProps {
  readonly id: string
  readonly label: string
  readonly hash: string
}

export function Fingerprint({ id, label, hash }: FingerprintProps) {
  const { contest } = useWords()
  return (
    <Tappable
      id={id}
      className="fingerprint"
      label={`${contest.copyHash(label)} ${hash}`}
      onTap={() => void copyAndSay(hash)}
    >
      <View className="fingerprint-label">{label}</View>
      <View className="fingerprint-digits">{hash}</View>
    </Tappable>
  )
}

/** Copies a text and says so; a phone that refuses has said why itself. */
export async function copyAndSay(text: string): Promise<void> {
  try {
    await copyText(text)
    toast(wordsNow().contest.copied)
  } catch {
    // WeChat has told it in its own words.
  }
}
