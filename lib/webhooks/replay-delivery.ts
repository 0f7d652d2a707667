// lib/webhooks/replay-delivery.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { deliveries } from '@/db/schema/webhooks'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'

export const ReplayDeliveryInput = z.object({
  deliveryId: z.string().transform((text) => text as Id<'delivery'>),
})

type ReplayError = { readonly code: 'delivery_not_found' | 'not_allowed' }

/** The same bytes to the same address under the same name, as a delivery of its own in the log. */
export async function replayDelivery(
  ctx: Ctx<'member' | 'api'>,
  { deliveryId }: z.output<typeof ReplayDeliveryInput>,
): Promise<Result<{ readonly deliveryId: Id<'delivery'> }, ReplayError>> {
  if (ctx.actor.kind === 'member' && notAllowed(ctx as Ctx<'member'>, 'work')) {
    return err({ code: 'not_allowed' })
  }
  const { accountId } = ctx.actor
  const [first] = await ctx.db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.accountId, accountId)))
  if (first === undefined) return err({ code: 'delivery_not_found' })

  const id = ctx.newId('delivery')
  const { saleId, saleStatus, url, body } = first
  await ctx.db.transaction(async (tx) => {
    await tx.insert(deliveries).values({
      ...{ id, accountId, saleId, saleStatus, url, body },
      replayOf: first.replayOf ?? first.id,
      state: 'waiting',
      tries: [],
      createdAt: ctx.now(),
    })
    await recordFact(ctx, tx, { name: 'delivery.requested', payload: { deliveryId: id } })
    await recordAudit(ctx, tx, { action: 'bell.resent', subject: saleId })
  })
  return ok({ deliveryId: id })
}
