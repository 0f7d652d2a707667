// lib/leads/find-lead-offer.ts
import { and, eq, isNull } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import type { LeadKind } from '@/db/schema/leads'
import { offerPlaces, offers } from '@/db/schema/offers'
import { OFFER_CODE } from '@/lib/offers/offer-code'
import { windowIssue } from '@/lib/offers/window'
import type { Tools } from '@/lib/platform/context'

/** Whose form it is and what it promises; null for an address that leads to no published offer. */
export async function findLeadOffer({ db }: Pick<Tools, 'db'>, code: string) {
  if (!OFFER_CODE.test(code)) return null
  const [found] = await db
    .select({
      ...{ id: offers.id, code: offers.code, accountId: offers.accountId, title: offers.title },
      ...{ language: offers.language, brandHue: offers.brandHue, form: offers.leadForm },
      ...{ startsAt: offers.startsAt, endsAt: offers.endsAt, salesLimit: offers.salesLimit },
      ...{ brand: accounts.name, supportEmail: accounts.supportEmail, taken: offerPlaces.taken },
    })
    .from(offers)
    .innerJoin(accounts, eq(accounts.id, offers.accountId))
    .leftJoin(offerPlaces, eq(offerPlaces.offerId, offers.id))
    .where(and(eq(offers.code, code), eq(offers.state, 'published'), isNull(offers.archivedAt)))
  return found ?? null
}
export type LeadOffer = NonNullable<Awaited<ReturnType<typeof findLeadOffer>>>

/** What the offer never asks for, nobody can leave. */
export function takesKind(offer: LeadOffer, kind: LeadKind): boolean {
  if (kind === 'lead') return offer.form !== null
  if (kind === 'waitlist_sold_out') return offer.salesLimit !== null
  return offer.startsAt !== null || offer.endsAt !== null
}

/** Asked for where the producer asks for it; a waiting list writes mails alone. */
export const asksPhone = ({ form }: Pick<LeadOffer, 'form'>, kind: LeadKind): boolean =>
  kind === 'lead' && form?.askPhone === true

/** Whether it can be bought now, so that there is nothing to wait for. */
export const isSold = (offer: LeadOffer, now: Date): boolean =>
  windowIssue(offer, now) === null &&
  (offer.salesLimit === null || (offer.taken ?? 0) < offer.salesLimit)
