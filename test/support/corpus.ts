/** Files that are not what they say, or say more than they should. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { jpegPhoto } from './photos'

/** A PNG whose header promises this many pixels; its data is small, because they are all the same. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // One bit a pixel, grey.
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8 + 1) * height))
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    magic,
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A word that only the metadata below contains. */
export const SECRET_IN_METADATA = 'where-I-live'

/** A photo as a phone makes it: lying on its side with EXIF saying so, and where it was taken. */
export async function photoWithMetadata(): Promise<Buffer> {
  return sharp(await jpegPhoto(90, 640, 480))
    .withExif({
      IFD0: { Artist: SECRET_IN_METADATA, Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 13/1 4911/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 28/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A picture that is also a web page, for whoever believes a file's name. */
export async function polyglot(): Promise<Buffer> {
  const page = Buffer.from(`<html><script>/*${SECRET_IN_METADATA}*/alert(1)</script></html>`)
  return Buffer.concat([await jpegPhoto(10), page])
}

/** A photo followed by nothing of value, larger than a photo may be. */
export async function photoOfBytes(bytes: number): Promise<Buffer> {
  const photo = await jpegPhoto(30)
  return Buffer.concat([photo, Buffer.alloc(Math.max(0, bytes - photo.length))])
}
