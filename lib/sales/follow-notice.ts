// lib/sales/follow-notice.ts
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { acquirerNotices } from '@/db/schema/acquirers'
import { attempts } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { type Notice, readNotice } from '@/lib/payments/read-notice'
import { recordFinding } from '@/lib/payments/record-finding'
import type { Ctx, Tools } from '@/lib/platform/context'
import { followAttempt } from './follow-attempt'

export type NoticeOutcome = 'moved' | 'nothing_new' | 'not_ours' | 'unreadable' | 'ignored'

type Row = typeof acquirerNotices.$inferSelect

/**
 * A notice is a hint: it names a transaction, and the acquirer is asked how that stands. Nothing it
 * says is believed. Only a chargeback, which no query tells, becomes a finding by its word alone.
 */
export async function followNotice(ctx: Ctx, id: Id<'notice'>): Promise<NoticeOutcome> {
  const [row] = await ctx.db
    .select()
    .from(acquirerNotices)
    .where(and(eq(acquirerNotices.id, id), eq(acquirerNotices.accountId, ctx.actor.accountId)))
  if (row === undefined) return 'not_ours'
  if (row.handledAt !== null) return (row.outcome as NoticeOutcome | null) ?? 'nothing_new'
  const notice = read(ctx, row)
  if (typeof notice === 'string') return handled(ctx, row, notice, null)
  const attemptId = await attemptOf(ctx, row.acquirer, notice)
  if (attemptId === null) return handled(ctx, row, 'not_ours', null)
  if (notice.about !== 'moved') await tell(ctx, row, notice, attemptId)
  const followed = await followAttempt(ctx, attemptId)
  return handled(ctx, row, followed?.moved === true ? 'moved' : 'nothing_new', attemptId)
}

const read = ({ keyring }: Ctx, { acquirer, body }: Row) =>
  readNotice(acquirer, Buffer.from(keyring.open(body)).toString('utf8'))

async function attemptOf(ctx: Ctx, acquirer: string, { acquirerId }: Notice) {
  const [attempt] = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.acquirerId, acquirerId),
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.acquirer, acquirer),
      ),
    )
    .limit(1)
  return attempt?.id ?? null
}

const tell = (ctx: Ctx, row: Row, { about, word }: Notice, attemptId: Id<'attempt'>) =>
  recordFinding(ctx, attemptId, 'chargeback', {
    key: about,
    detail: { about, word, told: row.receivedAt.toISOString() },
  })

async function handled<O extends NoticeOutcome>(
  ctx: Ctx,
  { id, receivedAt }: Row,
  outcome: O,
  attemptId: Id<'attempt'> | null,
): Promise<O> {
  await ctx.db
    .update(acquirerNotices)
    .set({ handledAt: ctx.now(), outcome, attemptId })
    // Told again meanwhile, it is asked about again.
    .where(and(eq(acquirerNotices.id, id), eq(acquirerNotices.receivedAt, receivedAt)))
  return outcome
}

const A_WHILE_MS = 2 * 60_000
const KEPT_MS = 90 * 24 * 60 * 60_000
const BATCH = 100

/** Kept and never followed, whatever became of the fact that told of them. */
export const listUnhandledNotices = ({ db, now }: Pick<Tools, 'db' | 'now'>) =>
  db
    .select({ id: acquirerNotices.id, accountId: acquirerNotices.accountId })
    .from(acquirerNotices)
    .where(
      and(
        isNull(acquirerNotices.handledAt),
        lt(acquirerNotices.receivedAt, new Date(now().getTime() - A_WHILE_MS)),
      ),
    )
    .orderBy(asc(acquirerNotices.receivedAt))
    .limit(BATCH)

/** What was acted on long ago is nobody's any more. */
export async function forgetNotices({ db, now }: Pick<Tools, 'db' | 'now'>): Promise<void> {
  const old = new Date(now().getTime() - KEPT_MS).toISOString()
  await db.execute(sql`delete from ${acquirerNotices} where id in (
    select id from ${acquirerNotices} where handled_at < ${old}::timestamptz limit 10000)`)
}
