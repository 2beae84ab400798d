/** A browser has a folder for what is downloaded. */

export const CAN_SAVE: boolean = true

/** Lets the browser save a text as a file. */
export async function saveText(fileName: string, text: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
