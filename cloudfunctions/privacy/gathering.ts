/** Gathers what all domains keep of a member into one zip: `data.json`, and the pictures beside it. */
import { downloadFile, uploadFile } from '../kit/files'
import type { PersonalData, PersonalFile, Subject } from '../kit/personal'
import { type Archive, openArchive } from './archive'

/** Pictures that are fetched at once. */
const FETCHED_AT_ONCE = 6
/** What one export carries of pictures; the names of those beyond it stand in `data.json`. */
const PICTURES_MAX = 1_000
const PICTURE_BYTES_MAX = 200 * 1024 * 1024

/** An export's file, as it lies in storage. */
export interface ExportFile {
  readonly fileId: string
  readonly bytes: number
}

/** Makes the zip and stores it under `path`. */
export async function gather(
  domains: readonly PersonalData[],
  subject: Subject,
  path: string,
  now: number,
): Promise<ExportFile> {
  const archive = await openArchive()
  try {
    const data: Record<string, Record<string, unknown[]>> = {}
    const leftOut: string[] = []
    for (const domain of domains) {
      const { sections, files } = await gatherDomain(domain, subject)
      data[domain.domain] = sections
      leftOut.push(...(await packPictures(archive, domain.domain, files)))
    }
    const about = { madeAt: now, memberId: subject.memberId }
    await archive.addText('data.json', JSON.stringify({ about, ...data, picturesLeftOut: leftOut }, null, 2))
    const file = await archive.finish()
    const fileId = await uploadFile(path, file)
    return { fileId, bytes: file.bytesRead }
  } finally {
    await archive.remove()
  }
}

async function gatherDomain(domain: PersonalData, subject: Subject) {
  const sections: Record<string, unknown[]> = {}
  const files: PersonalFile[] = []
  let cursor: string | undefined
  do {
    const { parts, next } = await domain.exportOf(subject, cursor)
    for (const part of parts) {
      const records = sections[part.section] ?? []
      records.push(...part.records)
      sections[part.section] = records
      files.push(...(part.files ?? []))
    }
    cursor = next
  } while (cursor !== undefined)
  return { sections, files }
}

/** Packs a domain's pictures, as many as there is room for; answers the names of the others. */
async function packPictures(
  archive: Archive,
  folder: string,
  files: readonly PersonalFile[],
): Promise<string[]> {
  const wanted = files.slice(0, PICTURES_MAX)
  const leftOut = files.slice(PICTURES_MAX).map(({ name }) => name)
  for (let from = 0; from < wanted.length; from += FETCHED_AT_ONCE) {
    const batch = wanted.slice(from, from + FETCHED_AT_ONCE)
    if (archive.bytesAdded > PICTURE_BYTES_MAX) {
      leftOut.push(...batch.map(({ name }) => name))
      continue
    }
    const fetched = await Promise.all(batch.map(async ({ fileId }) => downloadFile(fileId)))
    for (const [at, bytes] of fetched.entries()) {
      const name = batch[at]?.name
      if (name !== undefined && bytes) await archive.addPicture(`${folder}/${name}`, bytes)
    }
  }
  return leftOut
}
