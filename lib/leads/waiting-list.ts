// lib/leads/waiting-list.ts
import { and, eq, lt, sql } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { contacts } from '@/db/schema/contacts'
import { leads } from '@/db/schema/leads'
import { offerPlaces, offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import type { MailOutcome } from '@/lib/platform/smtp'

const MINUTE_MS = 60_000
/** Longer than any mail takes: after it, whoever was sending it is gone. */
const LOST_AFTER_MS = 15 * MINUTE_MS
const TRIES_MAX = 12
/** Of the few places that came back, so many people each an hour: the first on the list first. */
const PEOPLE_A_PLACE = 3

export type OpenedOffer = {
  readonly accountId: Id<'account'>
  readonly offerId: Id<'offer'>
  readonly offerCode: string
  readonly title: string
  readonly brand: string
  readonly replyTo: string | null
  /** Null sells without end. */
  readonly left: number | null
}

/** Offers that are sold now and that somebody waits for. */
export async function listOpenedOffers({ db, now }: Tools): Promise<readonly OpenedOffer[]> {
  const at = now().toISOString()
  return db
    .select({
      ...{ accountId: offers.accountId, offerId: offers.id, offerCode: offers.code },
      ...{ title: offers.title, brand: accounts.name },
      replyTo: sql<string | null>`coalesce(${offers.supportEmail}, ${accounts.supportEmail})`,
      left: sql<number | null>`${offers.salesLimit} - coalesce(${offerPlaces.taken}, 0)`,
    })
    .from(offers)
    .innerJoin(accounts, eq(accounts.id, offers.accountId))
    .leftJoin(offerPlaces, eq(offerPlaces.offerId, offers.id))
    .where(
      and(
        ...[eq(offers.state, 'published'), sql`${offers.archivedAt} is null`],
        sql`coalesce(${offers.startsAt} <= ${at}::timestamptz, true)`,
        sql`coalesce(${offers.endsAt} > ${at}::timestamptz, true)`,
        sql`(${offers.salesLimit} is null or ${offers.salesLimit} > coalesce(${offerPlaces.taken}, 0))`,
        sql`exists (select from ${leads} where ${leads.offerId} = ${offers.id}
          and ${leads.mail} in ('waiting', 'sending'))`,
      ),
    )
}

export type ToMail = Pick<typeof leads.$inferSelect, 'id' | 'name' | 'email' | 'language'>

/**
 * Some of those who wait, for whoever asked: nobody else gets them. Committed before a mail leaves, so that
 * two workers never write to the same person. Whoever left meanwhile is told nothing.
 */
export async function claimWaiting(
  ctx: Ctx,
  { offerId, left }: Pick<OpenedOffer, 'offerId' | 'left'>,
  batch: number,
): Promise<readonly ToMail[]> {
  const now = ctx.now()
  await ctx.db
    .update(leads)
    .set({ mail: 'unknown' })
    .where(
      and(
        ...[eq(leads.offerId, offerId), eq(leads.mail, 'sending')],
        lt(leads.mailedAt, new Date(now.getTime() - LOST_AFTER_MS)),
      ),
    )
  const most = left === null ? batch : Math.min(batch, await allowed(ctx, offerId, left))
  if (most <= 0) return []
  const at = sql`${now.toISOString()}::timestamptz`
  // A server that was away is asked again after a while, each time a longer one.
  const due = sql`(l.mail_tries = 0 or l.mailed_at + least(power(2, l.mail_tries), 360) * interval '1 minute' <= ${at})`
  const rows = await ctx.db.execute<ToMail & { mail: string }>(sql`
    update ${leads} set mailed_at = ${at}, mail_tries = ${leads.mailTries} + 1,
      mail = case when ${leads.convertedAt} is not null or exists (
        select from ${contacts} c where c.account_id = ${leads.accountId} and c.phone = lower(${leads.email})
          and coalesce(c.opted_out_at, c.blocked_at, c.suppressed_at) is not null)
        then 'left' else 'sending' end
    where id in (
      select l.id from ${leads} l where l.offer_id = ${offerId} and l.mail = 'waiting' and ${due}
      order by l.id limit ${most} for update skip locked)
    returning id, name, email, language, mail`)
  return rows.filter(({ mail }) => mail === 'sending')
}

async function allowed(ctx: Ctx, offerId: Id<'offer'>, left: number): Promise<number> {
  const since = new Date(ctx.now().getTime() - 60 * MINUTE_MS)
  const told = await ctx.db
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        ...[eq(leads.offerId, offerId), sql`${leads.mail} in ('sent', 'sending', 'unknown')`],
        sql`${leads.mailedAt} > ${since.toISOString()}::timestamptz`,
      ),
    )
    .limit(PEOPLE_A_PLACE * left)
  return PEOPLE_A_PLACE * left - told.length
}

/** What is not known to have stayed here is not sent again. */
export async function settleMail(ctx: Ctx, id: Id<'lead'>, { kind }: MailOutcome): Promise<void> {
  const again = sql`case when ${leads.mailTries} < ${TRIES_MAX} then 'waiting' else 'failed' end`
  const mail = { sent: 'sent', unknown: 'unknown', refused: 'failed', not_sent: again } as const
  await ctx.db
    .update(leads)
    .set({ mail: mail[kind] as typeof leads.$inferInsert.mail })
    .where(and(eq(leads.id, id), eq(leads.mail, 'sending')))
}
