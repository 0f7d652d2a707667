// lib/alerts/mail-alert.ts
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { members, users } from '@/db/schema/accounts'
import { alerts } from '@/db/schema/alerts'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { sendSystemMail } from '@/lib/platform/mail'
import { alertMail } from './alert-mail'

/** Who may do something about it. Their addresses, oldest member first. */
export async function listAlertReaders(ctx: Ctx<'job'>, id: Id<'alert'>): Promise<Id<'user'>[]> {
  const rows = await ctx.db
    .select({ id: members.userId })
    .from(members)
    .innerJoin(alerts, eq(alerts.accountId, members.accountId))
    .where(
      and(
        eq(alerts.id, id),
        eq(members.accountId, ctx.actor.accountId),
        isNull(alerts.resolvedAt),
        inArray(members.role, ['owner', 'admin']),
      ),
    )
    .orderBy(members.id)
    .limit(20)
  return rows.map((row) => row.id)
}

/** One mail of one alert to one person; the same one again has the same id. */
export async function mailAlert(ctx: Ctx<'job'>, id: Id<'alert'>, userId: Id<'user'>) {
  const [row] = await ctx.db
    .select({ alert: alerts, email: users.email, store: stores.name, sender: instances.name })
    .from(alerts)
    .innerJoin(users, eq(users.id, userId))
    .leftJoin(stores, eq(stores.id, alerts.storeId))
    .leftJoin(instances, eq(instances.id, alerts.instanceId))
    .where(and(eq(alerts.id, id), eq(alerts.accountId, ctx.actor.accountId)))
  if (row === undefined) return 'gone'
  const { alert, email, store, sender } = row
  const about = { store: store ?? 'Uma loja', sender: sender ?? 'Um número', detail: alert.detail }
  const mail = alertMail(alert.kind, about, ctx.appUrl)
  const outcome = await sendSystemMail(ctx, { id: `${id}.${userId}`, to: email, ...mail })
  return outcome.kind
}
