/** Video files for tests: just the boxes of an MP4 that anybody reads. */

/** One box: its size, four letters, and what is in it. */
function box(kind: string, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length, 0)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A track's header; `turned` is stored lying with a matrix that turns it upright. */
function trackHeader(width: number, height: number, turned: boolean): Buffer {
  const content = Buffer.alloc(84)
  const ONE = 65_536
  content.writeInt32BE(turned ? 0 : ONE, 40)
  content.writeUInt32BE(width * ONE, 76)
  content.writeUInt32BE(height * ONE, 80)
  return box('tkhd', content)
}

/** Where phones write the place at which a video was taken. */
export const PLACE = '+31.2304+121.4737/'

/** A video with a track of sound, a track of pictures, and the place it was taken at. */
export function mp4Video(width = 720, height = 1280, { turned = false } = {}): Buffer {
  const sound = box('trak', trackHeader(0, 0, false))
  const pictures = box('trak', trackHeader(width, height, turned), box('udta', Buffer.from(PLACE)))
  return Buffer.concat([
    box('ftyp', Buffer.from('isomiso2mp41')),
    box('moov', sound, pictures, box('udta', box('meta', Buffer.from(PLACE)))),
    box('mdat', Buffer.from('frames')),
    box('uuid', Buffer.from(PLACE)),
  ])
}
