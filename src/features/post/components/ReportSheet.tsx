/** Reporting a post, a comment or a member, with a reason. Ids: `report-{reason}`, `report-text`, `report-send`. */

/** What is reported: exactly one of them. */
export type ReportSubject =
  | { readonly postId: string }
  | { readonly commentId: string }
  | { readonly memberId: string }

interface ReportSheetProps {
  readonly isOpen: boolean
  readonly subject: ReportSubject
  readonly onClose: () => void
}

export function ReportSheet(_: ReportSheetProps) {
  return null
}
