// lib/offers/views.ts
import 'server-only'
import { desc, eq } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import type { Ctx } from '@/lib/platform/context'

export { listOffers } from './list-offers'
export { findOfferPage, findOfferPreview, type OfferPageView } from './page-view'

const NAMES_MAX = 200

/** For a list to choose from: the newest offers, by name. */
export const listOfferNames = (ctx: Ctx<'member'>) =>
  ctx.db
    .select({ code: offers.code, title: offers.title })
    .from(offers)
    .where(eq(offers.accountId, ctx.actor.accountId))
    .orderBy(desc(offers.id))
    .limit(NAMES_MAX)
