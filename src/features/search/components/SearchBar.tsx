/** The field to search with. Ids: `search-field`, `search-clear`, `search-submit`. */
import { Input, View } from '@tarojs/components'
import { SEARCH_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import { search, typeSearch, useSearchStore } from '../store'
import './SearchBar.scss'

export function SearchBar() {
  const words = useWords().search
  const text = useSearchStore((store) => store.text)
  return (
    <View className="search-bar">
      <View className="search-line">
        <View className="search-icon icon-search" />
        <Input
          id="search-field"
          className="field search-field"
          value={text}
          maxlength={SEARCH_TEXT_LENGTH_MAX}
          placeholder={words.placeholder}
          placeholderClass="placeholder"
          confirmType="search"
          focus
          onInput={({ detail }) => typeSearch(detail.value)}
          onConfirm={({ detail }) => void search(detail.value)}
          {...fieldProps(words.field)}
        />
        {text === '' ? null : (
          <Tappable
            id="search-clear"
            className="search-clear"
            label={words.clear}
            onTap={() => typeSearch('')}
          >
            <View className="icon-close" />
          </Tappable>
        )}
      </View>
      <Tappable
        id="search-submit"
        className="search-submit"
        label={words.submit}
        onTap={() => void search(text)}
      >
        {words.submit}
      </Tappable>
    </View>
  )
}
