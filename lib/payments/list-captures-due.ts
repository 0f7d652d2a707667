// lib/payments/list-captures-due.ts
import { and, asc, eq, exists, lte, not, sql } from 'drizzle-orm'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import type { Tools } from '@/lib/platform/context'

const BATCH = 100
const DAY_MS = 24 * 60 * 60_000

const NAMES = {
  id: attempts.id,
  accountId: attempts.accountId,
  saleId: attempts.saleId,
  acquirer: attempts.acquirer,
  environment: attempts.environment,
  credentialsId: attempts.credentialsId,
}
const HELD = and(eq(attempts.status, 'authorized'), eq(attempts.captureMode, 'manual'))

/** Held for a capture by hand that did not come in time: the limit is given back. */
export const listLapsed = ({ db, now }: Tools) =>
  db
    .select(NAMES)
    .from(attempts)
    .where(and(HELD, lte(attempts.captureBy, now())))
    .orderBy(asc(attempts.captureBy))
    .limit(BATCH)

/** A day is left, and nobody was told yet. */
export function listCapturesDue({ db, now }: Tools) {
  const told = db
    .select({ one: sql`1` })
    .from(findings)
    .where(and(eq(findings.attemptId, attempts.id), eq(findings.kind, 'capture_due')))
  const soon = new Date(now().getTime() + DAY_MS)
  return db
    .select(NAMES)
    .from(attempts)
    .where(and(HELD, lte(attempts.captureBy, soon), not(exists(told))))
    .orderBy(asc(attempts.captureBy))
    .limit(BATCH)
}
