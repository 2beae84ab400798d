/** Who stands behind ids: members as they are now, and their pictures. */
import { temporaryUrls } from '../kit/files'
import { findManyMembers } from '../member/store'
import { authorSnippet } from '../member/views'
import type { Faces } from './views'

/** The faces of these members: two round trips however many, none for nobody. */
export async function facesOf(memberIds: readonly (string | undefined)[]): Promise<Faces> {
  const wanted = [...new Set(memberIds.filter((memberId) => memberId !== undefined))]
  const found = await findManyMembers(wanted)
  const fileIds = found.flatMap((member) => authorSnippet(member).avatarFileId ?? [])
  const urls = fileIds.length === 0 ? new Map<string, string>() : await temporaryUrls(fileIds)
  return { members: new Map(found.map((member) => [member._id, member])), urls }
}
