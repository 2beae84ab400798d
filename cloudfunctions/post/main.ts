import { post } from '../../contract/post'
import { serve } from '../kit/serve'
import { castPoll } from './actions/castPoll'
import { createComment } from './actions/createComment'
import { createPost } from './actions/createPost'
import { decideMedia } from './actions/decideMedia'
import { deleteComment } from './actions/deleteComment'
import { deletePost } from './actions/deletePost'
import { editPost } from './actions/editPost'
import { getExposureReport } from './actions/getExposureReport'
import { getPost } from './actions/getPost'
import { getShareCode } from './actions/getShareCode'
import { getTopic } from './actions/getTopic'
import { joinChain } from './actions/joinChain'
import { listByMember } from './actions/listByMember'
import { listCards } from './actions/listCards'
import { listChain } from './actions/listChain'
import { listComments } from './actions/listComments'
import { listFavourites } from './actions/listFavourites'
import { listFeed } from './actions/listFeed'
import { listReplies } from './actions/listReplies'
import { listTopics } from './actions/listTopics'
import { receiveMediaCheck } from './actions/receiveMediaCheck'
import { report } from './actions/report'
import { searchAnswers } from './actions/searchAnswers'
import { searchPosts } from './actions/searchPosts'
import { setCommentLike } from './actions/setCommentLike'
import { setFavourite } from './actions/setFavourite'
import { setFeatured } from './actions/setFeatured'
import { setLike } from './actions/setLike'
import { setSolved } from './actions/setSolved'
import { suggestTopics } from './actions/suggestTopics'
import { takeSide } from './actions/takeSide'

export const main = serve(post, {
  'post.listCards': listCards,
  'post.listFeed': listFeed,
  'post.listByMember': listByMember,
  'post.listTopics': listTopics,
  'post.getTopic': getTopic,
  'post.suggestTopics': suggestTopics,
  'post.searchPosts': searchPosts,
  'post.searchAnswers': searchAnswers,
  'post.getExposureReport': getExposureReport,
  'post.getPost': getPost,
  'post.listComments': listComments,
  'post.listReplies': listReplies,
  'post.listChain': listChain,
  'post.createPost': createPost,
  'post.editPost': editPost,
  'post.deletePost': deletePost,
  'post.createComment': createComment,
  'post.deleteComment': deleteComment,
  'post.setLike': setLike,
  'post.setCommentLike': setCommentLike,
  'post.setFavourite': setFavourite,
  'post.listFavourites': listFavourites,
  'post.castPoll': castPoll,
  'post.takeSide': takeSide,
  'post.joinChain': joinChain,
  'post.setSolved': setSolved,
  'post.report': report,
  'post.setFeatured': setFeatured,
  'post.decideMedia': decideMedia,
  'post.getShareCode': getShareCode,
  'post.receiveMediaCheck': receiveMediaCheck,
})
