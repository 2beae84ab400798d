/** What a shared card says and opens. Sharing is never asked for, counted or rewarded here. */

export interface ShareCard {
  readonly title: string
  /** The page with its parameters, as WeChat opens it. */
  readonly path: string
  /** WeChat takes a picture of the page when there is none. */
  readonly imageUrl?: string
}

interface Shared {
  readonly title: string
  readonly imageUrl?: string
  /** Who shares it: whoever joins by this card is known to have come by them. */
  readonly inviterId?: string
}

/** The card of a page. */
export function pageShare(
  page: string,
  parameters: Readonly<Record<string, string>>,
  { title, imageUrl, inviterId }: Shared,
): ShareCard {
  const query = Object.entries({ ...parameters, ...(inviterId ? { inviter: inviterId } : {}) })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return { title, path: `${page}?${query}`, ...(imageUrl ? { imageUrl } : {}) }
}

/** The card of a post. */
export function postShare(postId: string, shared: Shared): ShareCard {
  return pageShare('/pages/post/index', { postId }, shared)
}

/** The same for the timeline (朋友圈), which opens the page that is shared, with its parameters. */
export function timelineShare({ title, path, imageUrl }: ShareCard) {
  return { title, query: path.slice(path.indexOf('?') + 1), ...(imageUrl ? { imageUrl } : {}) }
}
