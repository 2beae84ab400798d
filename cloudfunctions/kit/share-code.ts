/** Mini program codes: pictures that open a page when they are scanned. */
import { uploadFile } from './files'
import { requestCode } from './open-apis'

/**
 * Makes the code that opens a page, and keeps it as a file; answers its id. Two at once make two files of one code.
 * @param scene what the page is opened with, at most 32 characters
 * @param key what nobody can guess: part of the file's path
 */
export async function makeShareCode(page: string, scene: string, key: string): Promise<string> {
  return uploadFile(`p/${key}/code.png`, await requestCode(page, scene))
}
