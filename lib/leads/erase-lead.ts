// lib/leads/erase-lead.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetCartsOf } from './forget-checkouts'
import { lockPerson } from './person'

type Refusal = { readonly code: 'not_allowed' | 'lead_not_found' }

/**
 * The person goes; that there was a lead, when and from where stays, for what an affiliate earned by
 * it. So does who they are in carts of the same offer. What was told of either elsewhere is scrubbed by the facts.
 */
export async function eraseLead(
  ctx: Ctx<'member'>,
  { leadId }: { readonly leadId: Id<'lead'> },
): Promise<Result<null, Refusal>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const mine = and(
      ...[eq(leads.id, leadId), eq(leads.accountId, ctx.actor.accountId)],
      isNull(leads.erasedAt),
    )
    const [person] = await tx.select().from(leads).where(mine)
    if (person === undefined) return err({ code: 'lead_not_found' })
    await lockPerson(tx, person, null)
    const [erased] = await tx
      .update(leads)
      .set({
        ...{ name: null, email: null, emailKey: null, phone: null, ipHash: null, tracking: {} },
        ...{ mail: null, words: sql`''::tsvector`, erasedAt: ctx.now() },
      })
      .where(mine)
      .returning({ id: leads.id })
    if (erased === undefined) return err({ code: 'lead_not_found' })
    await forgetCartsOf(ctx, tx, person)
    await recordAudit(ctx, tx, { action: 'lead.erased', subject: leadId })
    await recordFact(ctx, tx, { name: 'lead.erased', payload: { leadId } })
    return ok(null)
  })
}
