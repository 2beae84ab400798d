/** Line drawings, one for each page and a few for actions. */
const PATHS = {
  overview: 'M4 5h6v6H4zM14 5h6v6h-6zM4 15h6v4H4zM14 15h6v4h-6z',
  functions:
    'M8 4c-3 0-3 2-3 4s0 4-2 4c2 0 2 2 2 4s0 4 3 4M16 4c3 0 3 2 3 4s0 4 2 4c-2 0-2 2-2 4s0 4-3 4M10 9l4 6M14 9l-4 6',
  collections:
    'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.700 3.600 3 8 3s8-1.300 8-3V6M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3',
  files: 'M3 7c0-1 .8-2 2-2h4l2 2h8c1.200 0 2 .8 2 2v8c0 1.200-.8 2-2 2H5c-1.200 0-2-.8-2-2z',
  platform: 'M12 3l7 3v6c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zM9 12l2 2 4-4',
  time: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  identities:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.5-3.500 3-5.500 6.500-5.500s6 2 6.500 5.500M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.700c2 .7 3.200 2.600 3.500 5.300',
  archive: 'M3 4h18v4H3zM5 8v11c0 .6.4 1 1 1h12c.6 0 1-.4 1-1V8M10 12h4',
  folder: 'M3 7c0-1 .8-2 2-2h4l2 2h8c1.200 0 2 .8 2 2v8c0 1.200-.8 2-2 2H5c-1.200 0-2-.8-2-2z',
  file: 'M6 3h8l5 5v12c0 .6-.4 1-1 1H6c-.6 0-1-.4-1-1V4c0-.6.400-1 1-1zM14 3v5h5',
} as const

export type IconName = Exclude<keyof typeof PATHS, 'folder' | 'file'>

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
