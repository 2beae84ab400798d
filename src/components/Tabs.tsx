/** A few lists of which one is shown, as quiet words in a row. Ids: `{id}-{option}`. */
import { Options, type OptionsProps } from './Options'
import './Tabs.scss'

export function Tabs<T extends string>(props: OptionsProps<T>) {
  return <Options kind="tabs" {...props} />
}
