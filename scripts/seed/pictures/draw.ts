// scripts/seed/pictures/draw.ts
import sharp from 'sharp'
import { keepImage } from '@/lib/images/keep-image'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { must } from '../must'
import { type BirdName, birdTile } from './birds'
import { type FaceName, face } from './faces'
import * as scenes from './scenes'

type Drawing = {
  readonly inside: string
  readonly box: readonly [width: number, height: number]
  readonly width: number
}

const scene = (inside: string): Drawing => ({ inside, box: [800, 520], width: 960 })
const tile = (name: BirdName): Drawing => ({ inside: birdTile(name), box: [160, 120], width: 480 })
const portrait = (name: FaceName): Drawing => ({ inside: face(name), box: [64, 64], width: 160 })

/** Everything that the demo shows, drawn here: nothing is fetched and nobody is in it. */
const DRAWINGS = {
  yard: () => scene(scenes.yard()),
  forest: () => scene(scenes.forest()),
  trail: () => scene(scenes.trail()),
  club: () => scene(scenes.club()),
  recording: () => scene(scenes.recording()),
  song: () => ({ inside: scenes.song(), box: [640, 360], width: 640 }),
  mark: () => ({ inside: scenes.mark(), box: [96, 96], width: 192 }),
  guide: () => ({ inside: scenes.guide(), box: [160, 160], width: 240 }),
  bemTeVi: () => tile('bemTeVi'),
  sabia: () => tile('sabia'),
  ticoTico: () => tile('ticoTico'),
  sanhaco: () => tile('sanhaco'),
  canario: () => tile('canario'),
  joaoDeBarro: () => tile('joaoDeBarro'),
  tomas: () => portrait('tomas'),
  dalva: () => portrait('dalva'),
  caio: () => portrait('caio'),
  iara: () => portrait('iara'),
  noemi: () => portrait('noemi'),
  renato: () => portrait('renato'),
} as const satisfies Readonly<Record<string, () => Drawing>>
export type DrawingName = keyof typeof DRAWINGS
export type Drawn = Readonly<Record<DrawingName, Id<'image'>>>

/** Drawn, and uploaded as a producer would: each is an ordinary picture of the account. */
export async function drawAll(ctx: Ctx<'member'>): Promise<Drawn> {
  const names = Object.keys(DRAWINGS) as DrawingName[]
  const kept: [DrawingName, Id<'image'>][] = []
  for (const name of names) {
    const { id } = must(await keepImage(ctx, await paint(DRAWINGS[name]())))
    kept.push([name, id])
  }
  return Object.fromEntries(kept) as Drawn
}

export function paint({ inside, box: [across, down], width }: Drawing): Promise<Buffer> {
  const height = Math.round((width * down) / across)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${across} ${down}" preserveAspectRatio="xMidYMid slice">${inside}</svg>`
  return sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer()
}
