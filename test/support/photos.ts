/** Photo files for tests: honest ones in several colours, and ones that are not what they say. */
import sharp from 'sharp'

const SIDE = 640

/** A JPEG of two colours; another `hue` (0 to 359) is another picture. */
export async function jpegPhoto(hue: number, width = SIDE, height = SIDE): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue} 45% 82%)"/>
    <ellipse cx="50%" cy="${40 + (hue % 30)}%" rx="${20 + (hue % 25)}%" ry="28%" fill="hsl(${(hue + 20) % 360} 55% 45%)"/>
  </svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
}

/** A document that somebody named `.jpg`. */
export function renamedPdf(): Buffer {
  return Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
}

/** A JPEG whose second half was lost on the way. */
export async function brokenJpeg(): Promise<Buffer> {
  const whole = await jpegPhoto(200)
  return whole.subarray(0, Math.floor(whole.byteLength / 2))
}
