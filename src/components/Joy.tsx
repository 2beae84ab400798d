/** What was just earned, over whatever page is open. Ids: `joy`, `level-reached`, `level-close`. */
import { Text, View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { labelProps } from '../platform/control-props'
import { closeLevel, useJoyStore } from '../platform/joy'
import { Button } from './Button'
import './Joy.scss'
import { Sheet } from './Sheet'

export function Joy() {
  const { earned, reached } = useJoyStore()
  const { joy } = useWords()
  const said = earned ? joy.earned(earned.points, earned.xp) : ''
  return (
    <>
      {earned ? (
        <View id="joy" className="joy" {...labelProps('status', said)}>
          <View className="icon-sparkle" />
          <Text>{said}</Text>
        </View>
      ) : null}
      {reached ? (
        <Sheet isOpen label={joy.level(reached.level)} onClose={closeLevel}>
          <View id="level-reached" className="level-reached">
            <View className="level-reached-mark">{reached.level}</View>
            <Text className="level-reached-title">{joy.level(reached.level)}</Text>
            {reached.rights.length > 0 ? (
              reached.rights.map((right) => (
                <View key={right} className="level-reached-right">
                  <View className="icon-check" />
                  <Text>{joy.rights[right]}</Text>
                </View>
              ))
            ) : (
              <Text className="level-reached-hint">{joy.levelHint}</Text>
            )}
            <Button id="level-close" kind="quiet" isWide label={joy.levelClose} onTap={closeLevel} />
          </View>
        </Sheet>
      ) : null}
    </>
  )
}
