/** How a visit began, as far as an address that anybody can edit may say so. */
import { arrivalNow, noteArrival } from '../../../src/platform/arrival'

test('scene, page, inviter and channel of a shared card', () => {
  noteArrival({
    path: 'pages/post/index',
    scene: 1007,
    query: { inviter: 'mbr_0123456789', channel: 'spring-poster', postId: 'pst_00000000' },
  })
  expect(arrivalNow()).toEqual({
    scene: 1007,
    page: 'pages/post/index',
    inviterId: 'mbr_0123456789',
    channel: 'spring-poster',
  })
})

test('what is not of the expected form is left out, so that joining is never refused for an address', () => {
  noteArrival({ path: 'pages/<b>', query: { inviter: 'oOpenid', channel: '渠道'.repeat(40) } })
  expect(arrivalNow()).toEqual({})
})

test('an address that says nothing leaves nothing', () => {
  noteArrival({})
  expect(arrivalNow()).toEqual({})
})
