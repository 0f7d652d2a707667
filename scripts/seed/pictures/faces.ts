// scripts/seed/pictures/faces.ts

type Face = {
  readonly ground: string
  readonly coat: string
  readonly skin: string
  readonly hair: string
  readonly cut: keyof typeof CUTS
  readonly beard?: true
  readonly glasses?: true
}

const CUTS = {
  short: 'M20 27c-1-13 7-17 13-16 8-1 14 5 12 16-3-6-6-8-12-8s-10 3-13 8z',
  long: 'M16 44c-3-6-3-13 0-18C18 14 24 8 32 8s15 6 17 18c3 5 3 12 0 18-3 5-6 4-6 4 3-8 2-15 0-22-8 0-14-3-17-8-3 8-5 20-1 30 0 0-6 1-9-4z',
  bun: 'M20 29c-2-12 4-19 12.500-19S47 17 45 29c-3-8-8-10-12.500-10S23 21 20 29zM26 9c0-5 3-8 6.500-8S39 4 39 9c-4 3-9 3-13 0z',
  fringe: 'M19 31c-3-15 5-21 13.500-21S48 16 46 31c-2-4-3-8-3-8-8 2-15 1-20-2 0 0-3 4-4 10z',
} as const

const FACES = {
  tomas: {
    ground: '#DCE7E3',
    coat: '#2C7281',
    skin: '#C98D62',
    hair: '#2B211C',
    cut: 'short',
    beard: true,
  },
  dalva: {
    ground: '#F6E3C6',
    coat: '#C0562F',
    skin: '#E3B08A',
    hair: '#D9D5CE',
    cut: 'bun',
    glasses: true,
  },
  caio: { ground: '#E0E0EF', coat: '#3F4A57', skin: '#D9A778', hair: '#15161A', cut: 'fringe' },
  iara: { ground: '#CFE0DC', coat: '#E5A52B', skin: '#9A6540', hair: '#1E1512', cut: 'long' },
  noemi: { ground: '#F3DCCB', coat: '#6B4E7A', skin: '#7A4B2E', hair: '#1B1310', cut: 'bun' },
  renato: {
    ground: '#E6E9D6',
    coat: '#557A46',
    skin: '#E6BC98',
    hair: '#8A6A4C',
    cut: 'short',
    glasses: true,
  },
} as const satisfies Readonly<Record<string, Face>>
export type FaceName = keyof typeof FACES

/** Nobody: some shapes that look like somebody. */
export function face(name: FaceName): string {
  const { ground, coat, skin, hair, cut, beard, glasses }: Face = FACES[name]
  return [
    `<rect width="64" height="64" fill="${ground}"/>`,
    `<path d="M8 68c0-15 10-21 24-21s24 6 24 21z" fill="${coat}"/>`,
    `<path d="M27 40h11v8c-2 4-9 4-11 0z" fill="${skin}"/><ellipse cx="32.500" cy="30" rx="12" ry="14" fill="${skin}"/>`,
    `<path d="${CUTS[cut]}" fill="${hair}"/>`,
    beard
      ? `<path d="M24 36c2 8 5 11 8.500 11s7-3 8.500-11c-3 4-5 4-8.500 4s-6 0-8.500-4z" fill="${hair}"/>`
      : '',
    glasses
      ? '<g fill="none" stroke="#2A2D2F" stroke-width="1.300"><circle cx="27.500" cy="30" r="4"/><circle cx="37.500" cy="30" r="4"/><path d="M31.500 30h2"/></g>'
      : '',
    '<path d="M29 38c2 2 5 2 7 0" stroke="#000" stroke-opacity=".45" stroke-width="1.400" fill="none" stroke-linecap="round"/>',
  ].join('')
}
