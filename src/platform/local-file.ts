/** A photo or a video on this phone that has not been uploaded. */
export interface LocalFile {
  /** What an Image or a Video can show. */
  readonly url: string
  readonly bytes: number
  /** The browser's own handle, on h5 only. */
  readonly file?: Blob
}
