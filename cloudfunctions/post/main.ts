import { post } from '../../contract/post'
import { serve } from '../kit/serve'
import { createComment } from './actions/createComment'
import { createPost } from './actions/createPost'
import { deleteComment } from './actions/deleteComment'
import { deletePost } from './actions/deletePost'
import { getPost } from './actions/getPost'
import { listByMember } from './actions/listByMember'
import { listComments } from './actions/listComments'
import { listFeed } from './actions/listFeed'
import { receiveMediaCheck } from './actions/receiveMediaCheck'
import { setLike } from './actions/setLike'

export const main = serve(post, {
  'post.listFeed': listFeed,
  'post.listByMember': listByMember,
  'post.getPost': getPost,
  'post.listComments': listComments,
  'post.createPost': createPost,
  'post.deletePost': deletePost,
  'post.createComment': createComment,
  'post.deleteComment': deleteComment,
  'post.setLike': setLike,
  'post.receiveMediaCheck': receiveMediaCheck,
})
