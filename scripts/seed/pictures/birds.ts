// scripts/seed/pictures/birds.ts

/** Six birds of a Brazilian yard, drawn: one shape in their own colours. */
type Plumage = {
  readonly wing: string
  readonly breast: string
  readonly head: string
  readonly beak: string
  readonly throat?: string
  readonly brow?: string
  readonly collar?: string
  readonly brightEye?: true
  /** Behind it, where it stands alone. */
  readonly ground: string
}

const BIRDS = {
  bemTeVi: {
    wing: '#7A5A38',
    breast: '#F4BE1E',
    head: '#22282C',
    beak: '#22282C',
    throat: '#FFF8E8',
    brow: '#FFF8E8',
    brightEye: true,
    ground: '#F6E3BC',
  },
  sabia: {
    wing: '#6B5B4A',
    breast: '#E5772E',
    head: '#5A4C3E',
    beak: '#E9B83A',
    throat: '#EADCC4',
    ground: '#DDE8E2',
  },
  ticoTico: {
    wing: '#8A6A4C',
    breast: '#E9DFCC',
    head: '#8E9498',
    beak: '#4A4A48',
    throat: '#F7F1E4',
    brow: '#2A2D2F',
    collar: '#B5562B',
    ground: '#F3DCCB',
  },
  sanhaco: {
    wing: '#4F8196',
    breast: '#A9C9D0',
    head: '#7FB0BF',
    beak: '#33424A',
    ground: '#EFE9D8',
  },
  canario: {
    wing: '#C79A1C',
    breast: '#F7CF3F',
    head: '#F0A22B',
    beak: '#6A5A3A',
    ground: '#D5E3E6',
  },
  joaoDeBarro: {
    wing: '#A5562E',
    breast: '#E3B98F',
    head: '#B5653A',
    beak: '#4B3A30',
    throat: '#F3E3CC',
    brow: '#EBCBA6',
    ground: '#F2E6CF',
  },
} as const satisfies Readonly<Record<string, Plumage>>
export type BirdName = keyof typeof BIRDS

type Place = {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly turned?: true
}

const filled = (colour: string | undefined, path: string) =>
  colour === undefined ? '' : `<path d="${path}" fill="${colour}"/>`

/** Sitting, its feet at (x, y). */
export function bird(name: BirdName, { x, y, scale, turned }: Place): string {
  const of: Plumage = BIRDS[name]
  const eye = of.brightEye ? '#FFF8E8' : '#16191B'
  const glint = of.brightEye
    ? '<circle cx="24.9" cy="-50" r="1.3" fill="#16191B"/>'
    : '<circle cx="25.3" cy="-50.7" r=".8" fill="#fff"/>'
  return [
    `<g transform="translate(${x} ${y}) scale(${turned ? -scale : scale} ${scale})">`,
    filled(of.wing, 'M-26-10-50 20l9 4 25-26z'),
    '<path d="M-4 2v-9M5 2v-9" stroke="#2A2D2F" stroke-width="2.4" stroke-linecap="round"/>',
    filled(of.breast, 'M22-50C8-56-10-48-19-33-27-20-30-9-26-2-14 2 6 0 17-9c10-8 15-24 15-31z'),
    `<circle cx="20" cy="-48" r="14.5" fill="${of.head}"/>`,
    filled(of.throat, 'M31-38.5A14.5 14.5 0 0 1 12-36c4-5 12-7 19-2.500z'),
    filled(of.brow, 'M7-53.500C14-59 24-58 33.5-51.5 25-54 15-53 6-49z'),
    filled(of.collar, 'M7-42c-1 6 1 10 6 12 0-5-1-10-6-12z'),
    filled(of.wing, 'M8-42C-8-40-25-24-37 6-20 2-2-6 5-19c4-8 5-16 3-23z'),
    '<path d="M1-26C-8-20-17-12-24-2M4-18C-3-11-10-6-17-2" stroke="#000" stroke-opacity=".18" stroke-width="2" fill="none" stroke-linecap="round"/>',
    filled(of.beak, 'M32.5-52 48-46.5 32.5-43z'),
    `<circle cx="24.5" cy="-50" r="2.6" fill="${eye}"/>${glint}</g>`,
  ].join('')
}

const WIRE = '<path d="M-4 96Q80 108 164 92" fill="none" stroke="#17353D" stroke-width="2"/>'

/** One bird on its wire. */
export const birdTile = (name: BirdName) =>
  `<rect width="160" height="120" fill="${BIRDS[name].ground}"/>${WIRE}${bird(name, { x: 78, y: 101, scale: 1.12 })}`
