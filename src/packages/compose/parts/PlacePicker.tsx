/** Where it was made, if the author says so. Ids: `compose-place`, `place-tag`, `place-name`, `place-done`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PLACE_NAME_LENGTH_MAX } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { Sheet } from '../../../components/Sheet'
import { TextField } from '../../../components/TextField'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { useWords } from '../../../i18n/words'
import { pickPlace } from '../../../platform/pick-place'
import { Tag, Tool } from './Tool'

export function PlacePicker({ draftKey }: { readonly draftKey: DraftKey }) {
  const words = useWords().compose
  const location = useDraftStore((store) => entryOf(store, draftKey).draft.location)
  const [isWriting, write] = useState(false)
  const choose = async () => {
    const place = await pickPlace()
    if (place === 'unavailable') write(true)
    else if (place !== 'cancelled')
      editDraft(draftKey, { location: { ...place, name: place.name.slice(0, PLACE_NAME_LENGTH_MAX) } })
  }
  if (location) {
    return (
      <Tag
        id="place-tag"
        icon="place"
        label={location.name}
        removeLabel={`${location.name}，${words.removeLocation}`}
        onTap={() => editDraft(draftKey, { location: undefined })}
      />
    )
  }
  return (
    <>
      <Tool id="compose-place" icon="place" label={words.addLocation} onTap={() => void choose()} />
      {isWriting ? <PlaceSheet draftKey={draftKey} onClose={() => write(false)} /> : null}
    </>
  )
}

/** Where there is no map, or it may not be used, the place is written. */
function PlaceSheet({ draftKey, onClose }: { readonly draftKey: DraftKey; readonly onClose: () => void }) {
  const words = useWords().compose
  const [name, setName] = useState('')
  const done = () => {
    if (name.trim() !== '') editDraft(draftKey, { location: { name: name.trim() } })
    onClose()
  }
  return (
    <Sheet isOpen label={words.location} onClose={onClose}>
      <View className="picker-sheet picker-form">
        <TextField
          id="place-name"
          label={words.location}
          value={name}
          placeholder={words.locationPlaceholder}
          lengthMax={PLACE_NAME_LENGTH_MAX}
          onInput={setName}
        />
        <Button id="place-done" isWide label={words.locationDone} onTap={done} />
      </View>
    </Sheet>
  )
}
