/** A browser has a folder for what is downloaded. */

export const CAN_DOWNLOAD: boolean = true

/** Lets the browser fetch the file. */
export async function fetchFile(url: string): Promise<void> {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.rel = 'noopener'
  link.click()
}
