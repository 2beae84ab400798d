/** Choosing photos in a browser: its own file dialog. */
import type { LocalFile } from './local-file'

/** What the dialog offers first; a file of another kind that is chosen all the same is judged by the cloud. */
const ACCEPT = 'image/jpeg,image/png,image/webp'

/** Lets the member choose up to `countMax` photos; none when they change their mind. */
export function pickPhotos(countMax: number): Promise<LocalFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPT
  input.multiple = countMax > 1
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]))
    input.addEventListener('change', () => {
      const files = Array.from(input.files ?? []).slice(0, countMax)
      resolve(files.map((file) => ({ url: addressOf(file), bytes: file.size, file })))
    })
    input.click()
  })
}

/** What is not even called a picture is not shown as one. */
function addressOf(file: File): string {
  return file.type.startsWith('image/') ? URL.createObjectURL(file) : ''
}
