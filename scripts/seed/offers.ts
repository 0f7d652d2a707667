// scripts/seed/offers.ts
import type { Id } from '@/lib/kernel/ids'
import { createOffer } from '@/lib/offers/create-offer'
import { editOffer } from '@/lib/offers/edit-offer'
import { OfferFields } from '@/lib/offers/offer-fields'
import { publishOffer } from '@/lib/offers/publish-offer'
import type { Ctx } from '@/lib/platform/context'
import { must } from './must'
import { COURSE } from './offers/course'
import { CLUB, FOREST, TRAIL } from './offers/others'
import type { SeedOffer } from './offers/seed-offer'
import { WORKSHOP, workshopWindow } from './offers/workshop'
import type { Drawn } from './pictures/draw'

/** Who sells is the same on every page. */
const SHARED = {
  language: 'pt-BR',
  statementName: 'QUINTALSONORO',
  supportEmail: 'ajuda@quintalsonoro.example.com',
  bellUrl: null,
} as const

const OFFERS = {
  oneOff: COURSE,
  short: FOREST,
  manual: TRAIL,
  recurring: CLUB,
  limited: WORKSHOP,
} as const satisfies Readonly<Record<string, SeedOffer>>
type OfferKey = keyof typeof OFFERS
const KEYS = Object.keys(OFFERS) as readonly OfferKey[]

/** The codes they got: theirs, unless an earlier account has them. */
export type SeedOffers = Readonly<Record<OfferKey, string>> & {
  readonly ids: Readonly<Record<OfferKey, Id<'offer'>>>
}

/** Each kind of offer that exists, with its words; the pictures come when they are drawn. */
export async function publishOffers(ctx: Ctx<'member'>): Promise<SeedOffers> {
  const made: [OfferKey, { id: Id<'offer'>; code: string }][] = []
  for (const key of KEYS) {
    const { code, fields } = OFFERS[key]
    const offer = must(await createOffer(ctx, { title: fields.title, code }))
    await publish(ctx, offer.id, { ...SHARED, ...fields })
    made.push([key, offer])
  }
  // One that is still being written, so that the list shows what a draft looks like.
  const { id } = must(await createOffer(ctx, { title: 'Comedouro sem bagunça: guia de sábado' }))
  must(await editOffer(ctx, { offerId: id, fields: OfferFields.partial().parse({ price: 39_00 }) }))
  const codes = Object.fromEntries(made.map(([key, { code }]) => [key, code]))
  const ids = Object.fromEntries(made.map(([key, offer]) => [key, offer.id]))
  return { ...(codes as Record<OfferKey, string>), ids: ids as SeedOffers['ids'] }
}

/** What is seen on each page, and what of it depends on today: a second version of every offer. */
export async function dressOffers(ctx: Ctx<'member'>, { ids }: SeedOffers, drawn: Drawn) {
  for (const key of KEYS) {
    const seen = OFFERS[key].seen(drawn)
    const today = key === 'limited' ? workshopWindow(ctx.now()) : {}
    const after = key === 'oneOff' ? { upsell: { ...UPSELL, offerId: ids.short } } : {}
    await publish(ctx, ids[key], { ...seen, ...today, ...after })
  }
}

/** Who has just bought the course hears the forest for less. */
const UPSELL = {
  title: 'Leve a madrugada na mata junto',
  text: 'Doze paisagens sonoras para treinar o ouvido entre uma aula e outra. Só agora, por menos.',
  price: 47_00,
}

async function publish(ctx: Ctx<'member'>, offerId: Id<'offer'>, fields: object) {
  must(await editOffer(ctx, { offerId, fields: OfferFields.partial().parse(fields) }))
  must(await publishOffer(ctx, { offerId }))
}
