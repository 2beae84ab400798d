/** A work as one line of a list: its photograph small, its title, what is said of it. */
import { View } from '@tarojs/components'
import type { WorkCard } from '../../../../contract/contest-shapes'
import { Tappable } from '../../../components/Tappable'
import { openPage } from '../../../platform/navigate'
import { WorkPicture } from './WorkPicture'
import './WorkLine.scss'

interface WorkLineProps {
  readonly id: string
  readonly work: Pick<WorkCard, 'workId' | 'title' | 'picture'>
  readonly hint: string
}

export function WorkLine({ id, work: { workId, title, picture }, hint }: WorkLineProps) {
  return (
    <Tappable
      id={id}
      className="work-line"
      role="link"
      label={`${title}，${hint}`}
      onTap={() => openPage('/packages/contest/work', { workId })}
    >
      <View className="work-line-picture">
        <WorkPicture picture={picture} isSquare />
      </View>
      <View className="work-line-words">
        <View className="work-line-title">{title}</View>
        <View className="work-line-hint">{hint}</View>
      </View>
    </Tappable>
  )
}
