/** One to five stars and perhaps a word, once. Ids: `star-{n}`, `rating-text`, `case-rate`. */
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { RATING_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { Tappable } from '../../../components/Tappable'
import { TextField } from '../../../components/TextField'
import { rateCase } from '../../../features/notice/cases'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { toast } from '../../../platform/toast'
import './Rating.scss'

const STARS = [1, 2, 3, 4, 5] as const

export function Rating({ caseId }: { readonly caseId: string }) {
  const { cases } = useWords()
  const [stars, setStars] = useState(0)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const rate = async () => {
    setRefusal(undefined)
    try {
      await rateCase(caseId, stars, text)
      toast(wordsNow().cases.rated)
    } catch (error) {
      setRefusal(sayRefusal(error, wordsNow()))
    }
  }
  return (
    <View className="rating">
      <View className="rating-title">{cases.rateTitle}</View>
      <View className="rating-stars" {...labelProps('radiogroup', cases.rateTitle)}>
        {STARS.map((count) => (
          <Tappable
            key={count}
            id={`star-${count}`}
            className={count <= stars ? 'rating-star rating-star-on' : 'rating-star'}
            role="radio"
            label={`${cases.stars(count)}，${cases.starNames[count - 1] ?? ''}`}
            isSelected={count === stars}
            onTap={() => setStars(count)}
          >
            <View className={count <= stars ? 'icon-star-full' : 'icon-star'} />
          </Tappable>
        ))}
      </View>
      {stars > 0 ? (
        <>
          <Text className="rating-name">{cases.starNames[stars - 1] ?? ''}</Text>
          <TextField
            id="rating-text"
            label={cases.rateText}
            value={text}
            lengthMax={RATING_TEXT_LENGTH_MAX}
            refusal={refusal}
            onInput={setText}
          />
          <Button id="case-rate" isWide label={cases.rate} onTap={() => void rate()} />
        </>
      ) : null}
    </View>
  )
}
