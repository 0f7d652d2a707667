// lib/recurrences/find-due.ts
import { and, asc, eq, gt, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { outbox } from '@/db/schema/platform'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { chargingDay } from './next-charge'

const PAGE = 200
/** Whoever was charging is gone, and nobody came back with what the acquirer said. */
const STUCK_MS = 3_600_000

type Told = Pick<Tools, 'db' | 'now' | 'newId'>

/**
 * A row for each period that is due, one a recurrence and day whatever runs twice. Page by page, and
 * each page is one statement: where it dies, the next run goes on.
 */
export async function openDueCharges({ db, now, newId }: Told): Promise<number> {
  const today = chargingDay(now())
  let after: Id<'recurrence'> | undefined
  let opened = 0
  for (;;) {
    const due = await db
      .select({
        id: recurrences.id,
        accountId: recurrences.accountId,
        dueOn: recurrences.nextChargeOn,
        number: sql<number>`(select coalesce(max(c.number), 0) + 1
          from ${recurrenceCharges} c where c.recurrence_id = ${recurrences}.id)`,
      })
      .from(recurrences)
      .where(
        and(
          eq(recurrences.status, 'active'),
          lte(recurrences.nextChargeOn, today),
          after === undefined ? undefined : gt(recurrences.id, after),
        ),
      )
      .orderBy(asc(recurrences.id))
      .limit(PAGE)
    const rows = due.flatMap(({ id, accountId, dueOn, number }) =>
      dueOn === null
        ? []
        : [
            {
              id: newId('charge'),
              ...{ accountId, dueOn, number: Number(number), recurrenceId: id },
              status: 'due' as const,
              ...{ createdAt: now(), movedAt: now() },
            },
          ],
    )
    if (rows.length > 0) {
      const made = await db
        .insert(recurrenceCharges)
        .values(rows)
        .onConflictDoNothing()
        .returning({ id: recurrenceCharges.id })
      opened += made.length
    }
    after = due.at(-1)?.id
    if (due.length < PAGE) return opened
  }
}

/** What there is to charge, to try again, or to ask about: told as facts, as often as it is so. */
export async function tellDueCharges({ db, now, newId }: Told): Promise<number> {
  const today = chargingDay(now())
  const stuck = new Date(now().getTime() - STUCK_MS)
  const { status, retryOn, movedAt } = recurrenceCharges
  let after: Id<'charge'> | undefined
  let told = 0
  for (;;) {
    const open = await db
      .select({
        id: recurrenceCharges.id,
        accountId: recurrenceCharges.accountId,
        recurrenceId: recurrenceCharges.recurrenceId,
      })
      .from(recurrenceCharges)
      .where(
        and(
          inArray(status, ['due', 'charging', 'retrying']),
          or(
            eq(status, 'due'),
            and(eq(status, 'retrying'), lte(retryOn, today)),
            and(eq(status, 'charging'), lt(movedAt, stuck)),
          ),
          after === undefined ? undefined : gt(recurrenceCharges.id, after),
        ),
      )
      .orderBy(asc(recurrenceCharges.id))
      .limit(PAGE)
    if (open.length > 0) {
      await db.insert(outbox).values(
        open.map(({ id, accountId, recurrenceId }) => ({
          id: newId('fact'),
          accountId,
          name: 'recurrence.due',
          payload: { chargeId: id, recurrenceId },
          createdAt: now(),
        })),
      )
    }
    told += open.length
    after = open.at(-1)?.id
    if (open.length < PAGE) return told
  }
}
