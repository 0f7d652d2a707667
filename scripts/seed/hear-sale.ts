// scripts/seed/hear-sale.ts
import { and, asc, eq, like, or, sql } from 'drizzle-orm'
import { outbox } from '@/db/schema/platform'
import { recordSale } from '@/inngest/functions/record-purchase'
import type { Id } from '@/lib/kernel/ids'
import { schedule } from '@/lib/notifications/schedule'
import type { Ctx, Tools } from '@/lib/platform/context'
import { statusIn } from '@/lib/purchases/from-sale'
import { toolsAt } from './clock'

type Given = { readonly tools: Tools; readonly actor: Ctx<'member'>['actor'] }

const heard = new Set<string>()

/**
 * The facts a sale left behind, heard at once as the functions hear them: what it is as a purchase, and
 * the messages that follow. When the worker hears them again, nothing changes.
 */
export async function hearSale({ tools, actor }: Given, saleId: Id<'sale'>, at: Date) {
  const { accountId } = actor
  const ctx: Ctx<'job'> = {
    ...toolsAt(tools, at),
    actor: { kind: 'job', accountId, name: 'demo' },
  }
  for (const { id, name, attemptId } of await factsOf(tools, saleId)) {
    const status = statusIn(name)
    if (status === null || heard.has(id)) continue
    heard.add(id)
    await recordSale(ctx, { saleId, status, key: id, attemptId: attemptId ?? undefined })
  }
  const told = await tools.db.execute<{ id: Id<'purchase'> }>(
    sql`select id from purchase_events where sale_id = ${saleId} order by id`,
  )
  for (const { id } of told) {
    if (heard.has(id)) continue
    heard.add(id)
    await schedule(ctx, id)
  }
}

const factsOf = ({ db }: Tools, saleId: Id<'sale'>) =>
  db
    .select({
      id: outbox.id,
      name: outbox.name,
      attemptId: sql<Id<'attempt'> | null>`${outbox.payload}->>'attemptId'`,
    })
    .from(outbox)
    .where(
      and(
        or(like(outbox.name, 'sale.%'), eq(outbox.name, 'attempt.waiting')),
        eq(sql`${outbox.payload}->>'saleId'`, saleId),
      ),
    )
    .orderBy(asc(outbox.id))
