import { home } from '../../../contract/home'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { prefetching } from '../../kit/handler'
import { myProfile, ownAvatarFileId } from '../../member/views'
import { findFeed, listBoards, lookAtCards } from '../../post/store'
import { boardView, feedPage } from '../../post/views'

/** The 社区 tab in one call, at the price of its feed: who I am, the boards, the first page. */
export const getCommunity = prefetching(home['home.getCommunity'], {
  prefetch: ({ boardId, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([listBoards(), findFeed({ boardId, limit })]),
  async run(_input, ctx, [boards, page]) {
    const viewer = await ctx.viewer()
    const ownAvatar = viewer && ownAvatarFileId(viewer)
    const sight = await lookAtCards(viewer?._id, page, ownAvatar === undefined ? [] : [ownAvatar])
    return {
      ...(viewer ? { member: myProfile(viewer, sight.urls) } : {}),
      boards: boards.map(boardView),
      feed: feedPage(page, sight),
    }
  },
})
