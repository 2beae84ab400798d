/** How a domain declares its collections: the deploy script creates them from this, and so does the emulator. */

/** One ordered index. `keys` in order, 1 ascending, -1 descending; a key that meets an array is multikey. */
export interface IndexSpec {
  readonly name: string
  readonly keys: readonly (readonly [field: string, direction: 1 | -1])[]
  readonly unique?: boolean
}

/** Collection name to its indexes. `_id` is always indexed and is not listed. */
export type CollectionSpecs = Readonly<Record<string, { readonly indexes: readonly IndexSpec[] }>>
