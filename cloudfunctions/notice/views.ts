/** How notices are shown. Pure: documents and addresses in, the contract's shapes out. */
import type { Notice } from '../../contract/notice'
import type { MemberDocument } from '../member/collections'
import { authorCard, authorSnippet, type Urls } from '../member/views'
import type { InboxDocument, NoticeDocument } from './collections'
import { isUnread } from './inbox-rules'

/** The members that notices and cases name, by id, with the addresses of their pictures. */
export interface Faces {
  readonly members: ReadonlyMap<string, MemberDocument>
  readonly urls: Urls
}

/** How a member stands beside a deed; undefined for one who has left. */
export function faceOf(memberId: string | undefined, { members, urls }: Faces) {
  const member = memberId === undefined ? undefined : members.get(memberId)
  return member === undefined || member.standing === 'deleted'
    ? undefined
    : authorCard(member._id, authorSnippet(member), urls)
}

/** One line of the inbox. */
export function noticeView(notice: NoticeDocument, inbox: InboxDocument, faces: Faces): Notice {
  const { _id, kind, fromIds, count, subject, about, at } = notice
  const from = [...new Set(fromIds)].reverse().flatMap((memberId) => faceOf(memberId, faces) ?? [])
  return {
    noticeId: _id,
    kind,
    from,
    count,
    ...(subject === undefined ? {} : { subject }),
    ...(about === undefined ? {} : { about }),
    unread: isUnread(notice, inbox),
    at,
  }
}
