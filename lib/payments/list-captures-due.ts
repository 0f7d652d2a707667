// lib/payments/list-captures-due.ts
import { and, asc, eq, exists, gt, inArray, isNull, lte, ne, not, or, sql } from 'drizzle-orm'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import type { Tools } from '@/lib/platform/context'

/** The operation's note: why a card was let go without anybody asking for it. */
export const WINDOW_OVER = 'capture_window_over'
export const CAPTURE_GIVEN_UP = 'capture_given_up'

const BATCH = 100
const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const LAST_CALL_MS = 2 * HOUR_MS

const NAMES = {
  id: attempts.id,
  accountId: attempts.accountId,
  saleId: attempts.saleId,
  acquirer: attempts.acquirer,
  environment: attempts.environment,
  credentialsId: attempts.credentialsId,
}
const HELD = and(eq(attempts.status, 'authorized'), eq(attempts.captureMode, 'manual'))

/** How long a person may look at a capture that was refused before the buyer's limit goes back. */
const GIVEN_UP_AFTER_MS = DAY_MS

/**
 * Held for a capture that does not come: by hand and not in time, or by itself and refused by the
 * acquirer. The limit is given back. Not those whose void is on its way, nor those the acquirer would
 * not let go: a finding asks a person about them.
 */
export function listLapsed({ db, now }: Pick<Tools, 'db' | 'now'>) {
  const refused = db
    .select({ one: sql`1` })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, attempts.id),
        eq(operations.kind, 'capture'),
        eq(operations.status, 'refused'),
      ),
    )
  const byHand = and(eq(attempts.captureMode, 'manual'), lte(attempts.captureBy, now()))
  const byItself = and(
    eq(attempts.captureMode, 'automatic'),
    lte(attempts.movedAt, new Date(now().getTime() - GIVEN_UP_AFTER_MS)),
    exists(refused),
  )
  const ended = db
    .select({ one: sql`1` })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, attempts.id),
        eq(operations.kind, 'void'),
        or(
          inArray(operations.status, ['sending', 'unknown', 'processing']),
          and(
            eq(operations.status, 'refused'),
            inArray(operations.note, [WINDOW_OVER, CAPTURE_GIVEN_UP]),
          ),
        ),
      ),
    )
  return db
    .select({ ...NAMES, captureMode: attempts.captureMode })
    .from(attempts)
    .where(and(eq(attempts.status, 'authorized'), or(byHand, byItself), not(exists(ended))))
    .orderBy(asc(attempts.movedAt))
    .limit(BATCH)
}

/** How long is left when a person is told: a day before, and once more shortly before. */
export type Warning = '24h' | '2h'

/** Soon over, and nobody was told yet. What is held for less than a day is told once. */
export function listCapturesDue({ db, now }: Pick<Tools, 'db' | 'now'>, warning: Warning) {
  const told = db
    .select({ one: sql`1` })
    .from(findings)
    .where(
      and(
        eq(findings.attemptId, attempts.id),
        eq(findings.kind, 'capture_due'),
        inArray(findings.key, [warning, '2h']),
      ),
    )
  const at = now().getTime()
  const within = new Date(at + (warning === '24h' ? DAY_MS : LAST_CALL_MS))
  const long = and(
    gt(attempts.captureBy, new Date(at + LAST_CALL_MS)),
    sql`${attempts.captureBy} - ${attempts.createdAt} > interval '24 hours'`,
  )
  return db
    .select({ ...NAMES, captureBy: attempts.captureBy, amount: attempts.amount })
    .from(attempts)
    .where(
      and(
        HELD,
        gt(attempts.captureBy, new Date(at)),
        lte(attempts.captureBy, within),
        warning === '24h' ? long : undefined,
        not(exists(told)),
      ),
    )
    .orderBy(asc(attempts.captureBy))
    .limit(BATCH)
}

/** Told about, and meanwhile captured or let go: nobody needs to look at them any more. */
export const listAnswered = ({ db }: Pick<Tools, 'db'>) =>
  db
    .select({ ...NAMES, status: attempts.status })
    .from(findings)
    .innerJoin(attempts, eq(attempts.id, findings.attemptId))
    .where(
      and(
        isNull(findings.resolvedAt),
        or(
          and(eq(findings.kind, 'capture_due'), ne(attempts.status, 'authorized')),
          and(eq(findings.kind, 'capture_refused'), ne(attempts.status, 'authorized')),
          and(
            eq(findings.kind, 'void_refused'),
            inArray(attempts.status, ['voided', 'refunded', 'captured']),
          ),
        ),
      ),
    )
    .limit(BATCH)
