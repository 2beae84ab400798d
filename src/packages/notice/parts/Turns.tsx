/** What was said in a case, each side on its own edge, with its photos and when. Ids: `case-turns`. */
import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { CaseDetail } from '../../../../contract/notice-cases'
import { Tappable } from '../../../components/Tappable'
import { sayName } from '../../../i18n/say-name'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import './Turns.scss'

type Turn = CaseDetail['turns'][number]

export function Turns({ detail }: { readonly detail: CaseDetail }) {
  return (
    <View id="case-turns" className="turns">
      {detail.turns.map((turn) => (
        <OneTurn key={turn.at} turn={turn} detail={detail} />
      ))}
    </View>
  )
}

interface OneTurnProps {
  readonly turn: Turn
  readonly detail: CaseDetail
}

function OneTurn({ turn, detail }: OneTurnProps) {
  const words = useWords()
  const who = turn.by === 'butler' ? detail.butler : detail.member
  const name = who && sayName(who.nickname, words)
  const said = turn.text || words.cases.checkingOther
  return (
    <View className={turn.mine ? 'turn turn-mine' : 'turn'}>
      <View className="turn-who">
        {[name, sayTime(turn.at, Date.now(), words)].filter(Boolean).join(' · ')}
      </View>
      <View className="turn-said">
        <Text className={turn.text ? '' : 'turn-hidden'} selectable>
          {said}
        </Text>
        <Photos photos={turn.photos} />
      </View>
      {turn.checking && turn.mine ? <View className="turn-who">{words.cases.checking}</View> : null}
    </View>
  )
}

function Photos({ photos }: { readonly photos: Turn['photos'] }) {
  const { post } = useWords()
  if (photos.length === 0) return null
  const urls = photos.map(({ url }) => url)
  return (
    <View className="turn-photos">
      {photos.map(({ mediaId, url }, index) => (
        <Tappable
          key={mediaId}
          className="turn-photo"
          label={post.photo(index + 1, photos.length)}
          onTap={() => void Taro.previewImage({ urls, current: url })}
        >
          <Image className="turn-picture" src={url} mode="aspectFill" {...pictureProps('')} />
        </Tappable>
      ))}
    </View>
  )
}
