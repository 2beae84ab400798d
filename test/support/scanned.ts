/** What a camera reads. */
import jsQR from 'jsqr'
import sharp from 'sharp'

/** What the code in a picture says; undefined when none is found. */
export async function scanned(file: string): Promise<string | undefined> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data
}
