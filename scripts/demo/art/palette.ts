/** Five paints of one material, from the side turned away from the light to the highlight. Hex colours. */
export interface Tones {
  readonly deep: string
  readonly dark: string
  readonly mid: string
  readonly light: string
  readonly glow: string
}

/** The paints of a place: what a picture stands on and in. Hex colours. */
export interface Palette {
  readonly wall: string
  readonly table: string
  readonly cloth: string
  readonly thread: string
  readonly plate: string
  readonly rim: string
  readonly board: string
  readonly shadow: string
  readonly leaf: string
  readonly accent: string
}

/** Mixes two hex colours; `share` 0 is the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => {
    const value = channel(first, at) + (channel(second, at) - channel(first, at)) * share
    return Math.round(value).toString(16).padStart(2, '0')
  })
  return `#${mixed.join('')}`
}

const tonesOf = (deep: string, dark: string, mid: string, light: string, glow: string): Tones => ({
  deep,
  dark,
  mid,
  light,
  glow,
})

/** The five tones of every material in the pictures. */
export const paints = {
  crust: tonesOf('#5e2a10', '#8a4318', '#b96a2a', '#dc9a4c', '#f5cd8c'),
  golden: tonesOf('#96501a', '#bf7526', '#e0a043', '#f3c573', '#fde6b3'),
  pale: tonesOf('#b98747', '#d6a964', '#ecca8e', '#f7e2b7', '#fff5dc'),
  cream: tonesOf('#c9a983', '#e2cba8', '#f3e4c9', '#fbf3e2', '#fffdf6'),
  custard: tonesOf('#c97f13', '#e5a01f', '#f6bf3c', '#fdd766', '#fff0a8'),
  cocoa: tonesOf('#24100b', '#3c1d13', '#5b3020', '#7f4a33', '#b0795a'),
  caramel: tonesOf('#4a1c0a', '#722d0f', '#9d4a1b', '#c9702f', '#f0a860'),
  matcha: tonesOf('#42541f', '#5f7530', '#85994a', '#abbb6f', '#d8e0a8'),
  jade: tonesOf('#274c2e', '#3a6a3d', '#56894f', '#7fab6c', '#c2d9a2'),
  rose: tonesOf('#a14c52', '#c76d70', '#e29792', '#f2bdb3', '#fde3da'),
  berry: tonesOf('#6d0f1d', '#9b1a27', '#c83233', '#e65a4d', '#ffa08a'),
  plum: tonesOf('#2a1830', '#44264a', '#643c68', '#8b5f8c', '#c3a0c0'),
  lemon: tonesOf('#c59a14', '#e0b927', '#f2d548', '#fae77a', '#fff7bd'),
  steel: tonesOf('#4e4c4b', '#787572', '#a5a19b', '#cfcbc3', '#f7f4ec'),
  wood: tonesOf('#66401f', '#895c31', '#ae8048', '#caa067', '#e5c592'),
  china: tonesOf('#a99a8b', '#cdc1b2', '#e6ddd0', '#f5efe6', '#fffdf9'),
  indigo: tonesOf('#20304a', '#304867', '#4a678a', '#7590ae', '#b4c7da'),
} as const satisfies Record<string, Tones>

/** Places with one light: every picture of the community could hang beside every other. */
export const palettes = {
  linen: {
    wall: '#eadbc6',
    table: '#e6d3b8',
    cloth: '#f4eadb',
    thread: '#d8bfa0',
    plate: '#fbf6ee',
    rim: '#c9a585',
    board: '#c1935a',
    shadow: '#5a3420',
    leaf: '#7d8a55',
    accent: '#b8553a',
  },
  terracotta: {
    wall: '#dca787',
    table: '#c97c5a',
    cloth: '#f2ddc8',
    thread: '#b8553a',
    plate: '#f8efe3',
    rim: '#b8553a',
    board: '#a8743f',
    shadow: '#4d1f14',
    leaf: '#6f7d4a',
    accent: '#8f3a26',
  },
  sage: {
    wall: '#c9cdb2',
    table: '#a9b18d',
    cloth: '#eef0e0',
    thread: '#8d9a6f',
    plate: '#faf7ec',
    rim: '#8d9a6f',
    board: '#b98d56',
    shadow: '#2f3420',
    leaf: '#5f7343',
    accent: '#b8613f',
  },
  dusk: {
    wall: '#8a7f86',
    table: '#5c5560',
    cloth: '#cdbfb4',
    thread: '#7d6f74',
    plate: '#efe6da',
    rim: '#a08a7a',
    board: '#8a5f38',
    shadow: '#1f161c',
    leaf: '#76815c',
    accent: '#d08a5b',
  },
  sea: {
    wall: '#bfd0d3',
    table: '#8fabb3',
    cloth: '#f1f0e8',
    thread: '#6f909c',
    plate: '#fbf8f0',
    rim: '#5f8391',
    board: '#c0955f',
    shadow: '#25363c',
    leaf: '#75875c',
    accent: '#c9714b',
  },
  wheat: {
    wall: '#f0d9a4',
    table: '#e2b968',
    cloth: '#fbf1d9',
    thread: '#d29b45',
    plate: '#fffaf0',
    rim: '#c98f3d',
    board: '#b07c42',
    shadow: '#5c3811',
    leaf: '#7c8748',
    accent: '#b4532f',
  },
  blush: {
    wall: '#f0cfc1',
    table: '#e3b0a0',
    cloth: '#fbece4',
    thread: '#d58f80',
    plate: '#fff9f4',
    rim: '#cf8877',
    board: '#bd8c5c',
    shadow: '#5b2a24',
    leaf: '#83905f',
    accent: '#a9433c',
  },
} as const satisfies Record<string, Palette>

/** The name of a place's paints. */
export type PaletteName = keyof typeof palettes
