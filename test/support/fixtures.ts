/** Prepared databases whose documents are made one by one, for benches and campaigns that need many. */
import type { CollectionSpecs, Database, Document } from '../../emulator/types'
import { copyPrepared } from '../../scripts/prepared'

/** What a prepared database holds. All of it goes into its name, the makers by their source text. */
export interface Fixture {
  readonly collections: CollectionSpecs
  readonly documents: Readonly<Record<string, DocumentSeries>>
}
export interface DocumentSeries {
  readonly count: number
  /** The document at this place. Depends on nothing but its argument, and uses nothing from outside itself. */
  readonly make: (at: number) => Document
}

/** Puts the fixture's database into `dir`, which must not exist yet; builds it when there is none of this content. */
export async function copyFixture({ collections, documents }: Fixture, dir: string): Promise<void> {
  const series = Object.entries(documents)
  const contents = series.map(([name, { count, make }]) => `${name} ${count} ${make.toString()}`)
  const fill = async (database: Database) => {
    for (const [name, each] of series) await database.importDocuments(name, made(each))
  }
  const name = series.map(([collection, { count }]) => `${collection}-${count}`).join('-')
  await copyPrepared({ name, collections, contents, fill }, dir)
}

function* made({ count, make }: DocumentSeries): Generator<Document> {
  for (let at = 0; at < count; at++) yield make(at)
}
