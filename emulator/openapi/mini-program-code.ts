/** `wxacode.getUnlimited`, `get` and `createQRCode`: real codes, which lead to the app on this machine. */
import QRCode from 'qrcode'
import * as z from 'zod'
import type { Clock } from '../clock/clock'
import { describeIssues } from '../issues'
import type { PlainObject } from '../types'
import { type ApiAnswer, answerOf, INVALID_ARGUMENTS, INVALID_PAGE, INVALID_SCENE } from './answer'
import type { Pages } from './pages'
import type { SavedState } from './saved-state'

const CODES_MAX = 500
const WIDTH_MIN = 280
const WIDTH_DEFAULT = 430
const WIDTH_MAX = 1280
/** Scanners want this many modules of nothing round a code. */
const QUIET_ZONE = 4
const PATH_LENGTH_MAX = 128
/** At most 32 visible characters: digits, Latin letters and these signs. */
const SCENE = /^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/
/** A page of an unlimited code is a path without a slash in front and without a query. */
const PAGE = /^[^/?#][^?#]*$/

const color = z.coerce.number().int().min(0).max(255)
const look = {
  width: z.number().int().min(WIDTH_MIN).max(WIDTH_MAX).default(WIDTH_DEFAULT),
  auto_color: z.boolean().default(false),
  line_color: z.object({ r: color, g: color, b: color }).default({ r: 0, g: 0, b: 0 }),
  is_hyaline: z.boolean().default(false),
}
const unlimitedSchema = z.object({
  ...look,
  scene: z.string().default(''),
  page: z.string().regex(PAGE).optional(),
  check_path: z.boolean().default(true),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
})
const pathSchema = z.object({ ...look, path: z.string().min(1).max(PATH_LENGTH_MAX) })
type Look = Pick<z.infer<typeof unlimitedSchema>, 'width' | 'line_color' | 'is_hyaline'>

export interface CodeParts {
  readonly clock: Clock
  readonly saved: SavedState
  readonly pages: Pages
  /** Where the app is on this machine, without a slash at the end. */
  readonly appUrl: string
}

/** One pixel a module, with the quiet zone round it; RGBA. */
function pixelsOf(url: string, { line_color: { r, g, b }, is_hyaline: isHyaline }: Look) {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_ZONE
  const data = Buffer.alloc(side * side * 4)
  const light = Buffer.from([255, 255, 255, isHyaline ? 0 : 255])
  const dark = Buffer.from([r, g, b, 255])
  for (let at = 0; at < side * side; at++) {
    const row = Math.floor(at / side) - QUIET_ZONE
    const column = (at % side) - QUIET_ZONE
    const isInside = row >= 0 && row < modules.size && column >= 0 && column < modules.size
    const pixel = isInside && modules.get(row, column) ? dark : light
    pixel.copy(data, at * 4)
  }
  return { data, side }
}

async function draw(url: string, look: Look): Promise<ApiAnswer> {
  const { data, side } = pixelsOf(url, look)
  // Loaded with the first code: an emulator that draws none starts without it.
  const { default: sharp } = await import('sharp')
  const bytes = await sharp(data, { raw: { width: side, height: side, channels: 4 } })
    .resize(look.width, look.width, { kernel: 'nearest' })
    .png()
    .toBuffer()
  return { contentType: 'image/png', bytes }
}

export class MiniProgramCodes {
  constructor(private readonly parts: CodeParts) {}

  /** A code for a page and a scene, of which there may be any number. */
  async unlimited(args: PlainObject): Promise<ApiAnswer> {
    const request = unlimitedSchema.safeParse(args)
    if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
    const { scene, check_path: isChecked } = request.data
    if (!SCENE.test(scene))
      return answerOf(INVALID_SCENE, 'invalid length for scene, or the data is not json string')
    const page = request.data.page ?? this.parts.pages.first
    if (isChecked && !this.parts.pages.has(page)) return answerOf(INVALID_PAGE, `invalid page: ${page}`)
    return this.make({ scene, page, query: `scene=${encodeURIComponent(scene)}` }, request.data)
  }

  /** A code for a page with its query, of which the platform makes 100,000 at the most. */
  async forPath(args: PlainObject): Promise<ApiAnswer> {
    const request = pathSchema.safeParse(args)
    if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
    const [page = '', query = ''] = request.data.path.replace(/^\//, '').split('?')
    if (!this.parts.pages.has(page)) return answerOf(INVALID_PAGE, `invalid page: ${page}`)
    return this.make({ scene: '', page, query }, request.data)
  }

  private async make(
    { scene, page, query }: { scene: string; page: string; query: string },
    look: Look,
  ): Promise<ApiAnswer> {
    const { appUrl, clock, saved } = this.parts
    const url = `${appUrl}/#/${page}${query === '' ? '' : `?${query}`}`
    const { codes } = saved.content
    codes.push({ at: clock.now(), scene, page, url })
    if (codes.length > CODES_MAX) codes.shift()
    const [picture] = await Promise.all([draw(url, look), saved.save()])
    return picture
  }
}
