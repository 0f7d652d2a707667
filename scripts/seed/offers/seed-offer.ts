// scripts/seed/offers/seed-offer.ts
import type { Drawn } from '../pictures/draw'

/** An offer of the demo: what it says and asks, and what is seen of it. Read by the offers' own schema. */
export type SeedOffer = {
  readonly code: string
  readonly fields: { readonly title: string } & Readonly<Record<string, unknown>>
  readonly seen: (drawn: Drawn) => Readonly<Record<string, unknown>>
}

export const IARA = {
  name: 'Iara Monteverde',
  text: 'Bióloga, grava aves urbanas há quinze anos e acorda às cinco sem despertador. Já ouviu junto com mais de 2.000 alunos, de Belém a Pelotas.',
} as const

export const paragraphs = (...texts: readonly string[]) =>
  texts.map((text) => `<p>${text}</p>`).join('')

export const list = (...texts: readonly string[]) =>
  `<ul>${texts.map((text) => `<li><p>${text}</p></li>`).join('')}</ul>`
