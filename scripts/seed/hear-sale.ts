// scripts/seed/hear-sale.ts
import { and, asc, eq, like, sql } from 'drizzle-orm'
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
  for (const { id, name } of await factsOf(tools, 'sale.%', 'saleId', saleId)) {
    const status = statusIn(name)
    if (status === null || heard.has(id)) continue
    heard.add(id)
    await recordSale(ctx, { saleId, status, key: id })
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

const factsOf = ({ db }: Tools, name: string, key: string, value: string) =>
  db
    .select({ id: outbox.id, name: outbox.name })
    .from(outbox)
    .where(and(like(outbox.name, name), eq(sql`${outbox.payload}->>${key}`, value)))
    .orderBy(asc(outbox.id))
