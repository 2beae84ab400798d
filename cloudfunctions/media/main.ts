import { media } from '../../contract/media'
import { serve } from '../kit/serve'
import { complete } from './actions/complete'
import { requestUpload } from './actions/requestUpload'

export const main = serve(media, {
  'media.requestUpload': requestUpload,
  'media.complete': complete,
})
