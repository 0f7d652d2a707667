// lib/leads/hear-lead.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { leads } from '@/db/schema/leads'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { lockPerson, salesOf } from './person'
import { findHeardLead, type HeardLead } from './views'

/**
 * What a store is told of a lead. Nothing of a waiting list, which was promised one mail and nothing
 * else; nothing of who was erased; and nothing of who has bought already: then the lead is a buyer.
 */
export async function hearLead(ctx: Ctx, tx: Tx, leadId: Id<'lead'>) {
  const named = await findHeardLead(ctx, tx, leadId)
  if (named === null) return null
  const person = { ...named, accountId: ctx.actor.accountId }
  await lockPerson(tx, person, null)
  // Erased or turned into a buyer while somebody else had the lock.
  const lead = await findHeardLead(ctx, tx, leadId)
  if (lead === null) return null
  const [sale] = await tx
    .select({ id: sales.id })
    .from(sales)
    .where(and(salesOf(person), sql`${sales.status} in ('paid', 'partially_refunded')`))
    .limit(1)
  if (sale !== undefined) return convert(ctx, tx, { leadId, saleId: sale.id })
  return lead.kind === 'lead' && lead.convertedAt === null ? toldOf(ctx, lead) : null
}

async function convert(ctx: Ctx, tx: Tx, told: { leadId: Id<'lead'>; saleId: Id<'sale'> }) {
  const { leadId, saleId } = told
  const moved = await tx
    .update(leads)
    .set({ saleId, convertedAt: ctx.now() })
    .where(and(eq(leads.id, leadId), isNull(leads.convertedAt)))
    .returning({ id: leads.id })
  if (moved.length > 0) {
    await recordFact(ctx, tx, { name: 'lead.converted', payload: { leadId, saleId } })
  }
  return null
}

function toldOf({ appUrl }: Ctx, lead: HeardLead) {
  const { id: leadId, name, email, phone, offerCode, tracking, createdAt } = lead
  const query = new URLSearchParams({
    ...tracking,
    ...(lead.affiliateCode !== null && { afiliado: lead.affiliateCode }),
    ...(lead.linkCode !== null && { link: lead.linkCode }),
  }).toString()
  return {
    ...{ leadId, name, email, phone, offerCode, tracking, createdAt },
    ...{ product: lead.offerTitle, price: lead.price ?? centavos(0) },
    address: `${appUrl.replace(/\/$/, '')}/o/${offerCode}${query === '' ? '' : `?${query}`}`,
  }
}
