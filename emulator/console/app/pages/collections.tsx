/** Collections: which there are, and what is in the chosen one. */
import { type FormEvent, useState } from 'react'
import type { ChangeAnswer, CollectionInfo } from '../../shapes'
import { post, useLoad } from '../api'
import { Dialog, Field } from '../parts/controls'
import { Page, WithSide } from '../parts/page'
import { Await, Empty } from '../parts/states'
import { navigate } from '../router'
import { count } from '../text/format'
import { useWords } from '../text/words'
import { OneCollection } from './collection'

export function CollectionsPage({ chosen }: { chosen: string }) {
  const words = useWords()
  const [isMaking, setIsMaking] = useState(false)
  const collections = useLoad<readonly CollectionInfo[]>('collections')
  return (
    <Page
      title={words.collections}
      lead={words.collectionsLead}
      actions={
        <button type="button" className="button" onClick={() => setIsMaking(true)}>
          {words.newCollection}
        </button>
      }
    >
      <Await loaded={collections}>
        {(all) => <Listed collections={all} chosen={chosen} onChanged={collections.reload} />}
      </Await>
      <Dialog
        title={words.newCollection}
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        className="dialog-small"
      >
        <Maker
          onMade={(name) => {
            setIsMaking(false)
            collections.reload()
            navigate(`/collections/${name}`)
          }}
        />
      </Dialog>
    </Page>
  )
}

/** Those with documents first, each part by name. */
function byUse(a: CollectionInfo, b: CollectionInfo): number {
  return Number(a.count.value === 0) - Number(b.count.value === 0) || (a.name < b.name ? -1 : 1)
}

function Listed({
  collections,
  chosen,
  onChanged,
}: {
  collections: readonly CollectionInfo[]
  chosen: string
  onChanged: () => void
}) {
  const words = useWords()
  const sorted = [...collections].sort(byUse)
  const shown = sorted.find(({ name }) => name === chosen) ?? (chosen === '' ? sorted[0] : undefined)
  if (!shown) return <Empty title={words.noCollections} hint={words.noCollectionsHint} />
  const items = sorted.map((info) => ({
    name: info.name,
    to: `/collections/${info.name}`,
    isCurrent: info.name === shown.name,
    note: count(info.count),
  }))
  return (
    <WithSide label={words.collections} items={items}>
      <OneCollection key={shown.name} info={shown} onChanged={onChanged} />
    </WithSide>
  )
}

function Maker({ onMade }: { onMade: (name: string) => void }) {
  const words = useWords()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await post<ChangeAnswer>('collections', { name })
    if (answer.problem) setProblem(answer.problem.message)
    else onMade(name)
  }
  return (
    <form className="stack" onSubmit={(event) => void make(event)}>
      <Field label={words.collectionName}>
        <input value={name} onChange={({ target }) => setName(target.value)} required autoComplete="off" />
      </Field>
      {problem && (
        <p className="note note-danger" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button button-primary">
          {words.create}
        </button>
      </div>
    </form>
  )
}
