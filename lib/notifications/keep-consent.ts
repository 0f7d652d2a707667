// lib/notifications/keep-consent.ts
import { isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import type { Ctx } from '@/lib/platform/context'
import type { News } from './happening'

/** Who orders agrees to hear of the order: when and where that first happened stays known. */
export async function keepConsent(ctx: Ctx, tx: Tx, news: News, platform: string): Promise<void> {
  // Somebody typed it in: nobody ordered anything yet. A lead said yes to a sentence.
  if (news.orderKind === 'cart' && news.event !== 'lead_captured') return
  const { accountId } = ctx.actor
  const found = {
    consentAt: news.at,
    consentSource: `${news.event === 'lead_captured' ? 'lead' : 'order'}:${platform}`,
  }
  // In one order always, so that two transactions never wait for each other.
  const addresses = [news.phone, news.email].filter((each) => each !== null).sort()
  if (addresses.length === 0) return
  await tx
    .insert(contacts)
    .values(addresses.map((phone) => ({ accountId, phone, ...found })))
    .onConflictDoUpdate({
      target: [contacts.accountId, contacts.phone],
      set: found,
      setWhere: isNull(contacts.consentAt),
    })
}
