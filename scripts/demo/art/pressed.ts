import { mix, type Tones } from './palette'
import { stroke } from './shapes'

/** A line pressed into dough by a mould: a dark groove with a lit edge below it. */
export function pressed(path: string, tones: Tones, width: number): string {
  return (
    stroke(path, mix(tones.deep, '#2a0f06', 0.2), width, 0.6) +
    `<g transform="translate(1.1 1.3)">${stroke(path, tones.glow, width * 0.45, 0.7)}</g>`
  )
}
