// scripts/seed/pictures/scenes.ts
import { type Chance, makeChance } from '../clock'
import { bird, birdTile } from './birds'

const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`
const fade = (id: string, ...stops: readonly string[]) =>
  `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops
    .map((colour, i) => `<stop offset="${i / (stops.length - 1)}" stop-color="${colour}"/>`)
    .join('')}</linearGradient></defs><rect width="800" height="520" fill="url(#${id})"/>`

const WIRES = [
  'M-20 150Q400 181 820 124',
  'M-20 194Q400 227.5 820 173',
  'M-20 238Q400 274 820 222',
  'M-20 282Q400 320.5 820 271',
  'M-20 326Q400 367 820 320',
]
const line = (d: string, colour: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

/** Six birds on the wires of a post, like notes on a staff. */
export const yard = () =>
  [
    fade('sky', '#F7E6C4', '#F9EFDC'),
    '<circle cx="566" cy="236" r="118" fill="#EE8B52"/>',
    '<g transform="translate(726 520) scale(1.05)" fill="none" stroke="#2C7281" stroke-linecap="round"><path d="M0 0c4-50 2-90-6-130" stroke-width="9"/><path d="M-6-130c-22-26-56-26-76-4M-6-130c-34-8-60 10-68 38M-6-130c24-28 58-26 76-2M-6-130c34-6 58 14 64 42M-6-130c-4-26-24-42-46-42M-6-130c6-26 26-40 48-38" stroke-width="10"/></g>',
    path(
      'M-10 530V452l52-34 52 34v-26h70v34l44-30 58 38v-40h64v46l60-42 66 46v-30h58v36l50-34 58 40v-28h62v32l46-30 90 44v120z',
      '#2C7281',
    ),
    path(
      'M-10 530v-34c40-24 78-26 104-4 24-30 64-30 84-2 34-18 70-12 92 8 26-30 76-34 100-2 30-22 66-20 88 2 24-26 66-28 90 0 28-22 70-22 96 2 30-20 70-22 150 10v20z',
      '#0F4652',
    ),
    '<g fill="#17353D"><rect x="40" y="96" width="11" height="434"/><rect x="10" y="132" width="72" height="9" rx="2"/><rect x="16" y="220" width="60" height="8" rx="2"/><rect x="16" y="308" width="60" height="8" rx="2"/></g>',
    ...WIRES.map((wire) => line(wire, '#17353D', 2.2)),
    bird('bemTeVi', { x: 300, y: 252.7, scale: 1.25 }),
    bird('sabia', { x: 122, y: 292.5, scale: 1.1 }),
    bird('canario', { x: 470, y: 297, scale: 0.82, turned: true }),
    bird('sanhaco', { x: 610, y: 194.8, scale: 0.92, turned: true }),
    bird('ticoTico', { x: 196, y: 205.4, scale: 0.8, turned: true }),
    bird('joaoDeBarro', { x: 700, y: 331.6, scale: 0.95, turned: true }),
  ].join('')

/** Trunks and crowns of one distance: the further, the paler. */
function trees(chance: Chance, base: number, height: number, colour: string) {
  let wood = ''
  for (let x = -20; x < 840; x += 38 + chance.below(46)) {
    const top = base - height * (0.6 + chance.next() * 0.5)
    const width = 7 + chance.below(9)
    wood += `<rect x="${x}" y="${top}" width="${width}" height="${540 - top}"/>`
    for (let i = 0; i < 4; i++) {
      const r = 26 + chance.below(26)
      wood += `<ellipse cx="${x + chance.below(70) - 30}" cy="${top + chance.below(44) - 10}" rx="${r * 1.35}" ry="${r * 0.72}"/>`
    }
  }
  return `<g fill="${colour}">${wood}</g>`
}

const mist = (y: number, opacity: number) =>
  `<path d="M-10 ${y}c120-26 220 22 400 0s300-20 430 4v70H-10z" fill="#FDF1DA" opacity="${opacity}"/>`

const fern = (x: number, y: number, scale: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="#0A2A2B" stroke-width="7" stroke-linecap="round"><path d="M0 0c-8-44-30-74-66-92M0 0c6-50 24-82 60-104M0 0c-2-46-4-84 2-128M0 0c-22-26-50-40-86-44M0 0c24-30 52-42 88-42"/></g>`

/** The Atlantic forest as the day begins. */
export function forest() {
  const chance = makeChance(67)
  return [
    fade('dawn', '#2E6A6B', '#8DB6A1', '#F4CF97', '#F7E1B8'),
    '<circle cx="470" cy="262" r="84" fill="#F8B65F"/><circle cx="470" cy="262" r="136" fill="#F8B65F" opacity=".25"/>',
    trees(chance, 330, 220, '#6FA497'),
    mist(330, 0.55),
    trees(chance, 390, 280, '#3C7B75'),
    mist(396, 0.42),
    trees(chance, 480, 380, '#185052'),
    mist(452, 0.25),
    path('M-10 530v-66c110-30 240-36 400-14s310 4 420-12v92z', '#0C3537'),
    fern(96, 520, 1.1),
    fern(690, 524, 1.25),
    fern(330, 534, 0.8),
    '<path d="M-10 176c110 10 190 34 268 32 40-2 70-14 96-10" fill="none" stroke="#0C3537" stroke-width="9" stroke-linecap="round"/>',
    bird('sabia', { x: 214, y: 204, scale: 1.15 }),
    bird('sanhaco', { x: 96, y: 188, scale: 0.8, turned: true }),
  ].join('')
}

const walker = (x: number, y: number, scale: number, coat: string) =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-7 0l3-26h8L8 0z" fill="#22312F"/><path d="M-11-24c-2-22 2-34 11-34s13 12 11 34c-6 4-16 4-22 0z" fill="${coat}"/><rect x="-17" y="-55" width="11" height="24" rx="5" fill="#5B4630"/><circle cx="1" cy="-66" r="8.500" fill="#B77B50"/><path d="M-13-68h28c0-3-4-4-7-5-1-6-12-6-14 0-3 1-7 2-7 5z" fill="#E9C46A"/></g>`

/** The trail above Paranapiacaba: fog, its clock tower, and the group on its way. */
export const trail = () =>
  [
    fade('fog', '#BFD3CF', '#DFE6D8', '#F3E7C8'),
    path('M-10 300l120-92 96 66 128-132 150 150 110-84 226 128v200H-10z', '#9DBBB3'),
    mist(286, 0.6),
    path('M-10 356l150-70 130 52 148-94 172 104 120-54 110 46v190H-10z', '#6C988D'),
    mist(352, 0.6),
    '<g fill="#7B3F2B"><rect x="600" y="212" width="30" height="150"/><path d="M592 214l23-40 23 40z"/></g><circle cx="615" cy="236" r="10.500" fill="#F8EED4"/><path d="M615 230v6l4 3" stroke="#7B3F2B" stroke-width="1.800" fill="none" stroke-linecap="round"/>',
    path('M-10 430c120-64 250-66 390-22s290 4 440-40v172H-10z', '#3F7467'),
    path(
      'M260 540c40-50 130-58 150-96 14-28-32-36-24-60 4-12 20-18 30-20 2 0 4 4 1 5-12 7-18 12-17 20 3 18 56 26 46 66-9 38-66 50-70 85z',
      '#EBD3A0',
    ),
    path(
      'M-10 540v-60c70-26 150-22 210 6 30 14 40 34 40 54zM810 540v-84c-110-6-230 8-300 44-26 14-40 26-46 40z',
      '#1E4A42',
    ),
    fern(70, 536, 1),
    fern(742, 540, 1.2),
    walker(318, 516, 1.15, '#D0672F'),
    walker(372, 488, 0.92, '#2C7281'),
    walker(420, 452, 0.72, '#C99A2E'),
    walker(428, 418, 0.55, '#8C4A6B'),
    bird('joaoDeBarro', { x: 150, y: 478, scale: 0.85 }),
  ].join('')

const pane = (x: number, y: number, inside: string) =>
  `<g transform="translate(${x} ${y})"><rect x="-6" y="-6" width="312" height="212" rx="22" fill="#0E3540"/><svg width="300" height="200" viewBox="0 14 160 106.700" preserveAspectRatio="xMidYMid slice"><clipPath id="p${x}${y}"><rect y="14" width="160" height="106.700" rx="9"/></clipPath><g clip-path="url(#p${x}${y})">${inside}</g></svg></g>`

/** The club meets: four windows, four voices. */
export const club = () =>
  [
    fade('evening', '#123E4A', '#1C5A63'),
    '<circle cx="660" cy="70" r="210" fill="#23717A" opacity=".5"/><circle cx="120" cy="470" r="190" fill="#0E3540" opacity=".7"/>',
    pane(82, 48, birdTile('canario')),
    pane(418, 48, birdTile('sabia')),
    pane(82, 272, birdTile('joaoDeBarro')),
    pane(418, 272, birdTile('sanhaco')),
    '<g transform="translate(400 260)"><circle r="46" fill="#F2B23A"/><g transform="translate(-34 -15) scale(.84)" fill="none" stroke="#123E4A" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"><path d="M6 27 16 11l8 14"/><path d="M30 25c5-9 11-9 15 0"/><path d="M52 27 64 7l12 20"/></g></g>',
  ].join('')

const voice = (x: number, y: number, scale: number, opacity: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="#F2B23A" stroke-opacity="${opacity}" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"><path d="M0 88 44 0l34 70"/><path d="M116 76c24-42 46-42 62 0"/><path d="M226 90 274-32l44 104"/></g>`

/** A microphone at the window, and what it hears of the roofs. */
export const recording = () =>
  [
    fade('dusk', '#3B2A4F', '#8A4B5E', '#E58B57', '#F7CF8F'),
    '<circle cx="210" cy="330" r="74" fill="#FBE3A8"/>',
    voice(330, 150, 1.1, 1),
    voice(360, 84, 1, 0.3),
    path(
      'M-10 530V420l74-40 72 40v-24h60v40l66-46 90 52v-34h72v40l64-40 92 48v-28h70v34l76-40 90 46v150z',
      '#4A2C45',
    ),
    path('M-10 530v-40c60-20 120-22 180-4s140 12 220-4 190-18 420 10v38z', '#2B1B33'),
    '<g transform="translate(122 268)"><rect x="-6" y="70" width="12" height="200" rx="6" fill="#1D1424"/><rect x="-34" y="-74" width="68" height="136" rx="34" fill="#2B1B33"/><g stroke="#8A4B5E" stroke-width="5" stroke-linecap="round"><path d="M-20-40h40M-22-18h44M-22 4h44M-20 26h40"/></g><path d="M-50 6c0 40 22 62 50 62s50-22 50-62" fill="none" stroke="#1D1424" stroke-width="9" stroke-linecap="round"/></g>',
    bird('ticoTico', { x: 640, y: 418, scale: 1.05, turned: true }),
  ].join('')

/** The first lesson before it plays: a song as it is drawn. */
export const song = () =>
  [
    '<rect width="640" height="360" fill="#11323A"/>',
    '<g stroke="#F7E6C4" stroke-opacity=".12"><path d="M0 90h640M0 150h640M0 210h640M0 270h640"/></g>',
    ...[
      'M60 238 104 150l34 70',
      'M176 226c24-42 46-42 62 0',
      'M410 240 458 118l44 104',
      'M540 228c16-30 34-30 46 0',
    ].map((d) => line(d, '#F2B23A', 9)),
    `<g opacity=".3" transform="translate(0 -70)">${['M60 238 104 150l34 70', 'M176 226c24-42 46-42 62 0', 'M410 240 458 118l44 104', 'M540 228c16-30 34-30 46 0'].map((d) => line(d, '#F2B23A', 5)).join('')}</g>`,
  ].join('')

/** The pocket guide that goes with the course. */
export const guide = () =>
  [
    '<rect width="160" height="160" fill="#D9E6E4"/>',
    '<g transform="rotate(-6 80 80)"><rect x="34" y="20" width="92" height="122" rx="6" fill="#0F4652"/><rect x="40" y="26" width="80" height="110" rx="3" fill="#F7E6C4"/><circle cx="92" cy="66" r="20" fill="#EE8B52"/>',
    bird('bemTeVi', { x: 76, y: 104, scale: 0.72 }),
    '<path d="M46 105h68M54 118h52M54 126h36" stroke="#17353D" stroke-width="2.400" stroke-linecap="round"/></g>',
  ].join('')

/** The sign of the company. */
export const mark = () =>
  [
    '<rect width="96" height="96" fill="#F7E6C4"/><circle cx="68" cy="34" r="24" fill="#EE8B52"/>',
    line('M-4 76Q48 86 100 72', '#17353D', 3),
    bird('canario', { x: 44, y: 79, scale: 0.92 }),
  ].join('')
