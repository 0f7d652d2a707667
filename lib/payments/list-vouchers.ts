// lib/payments/list-vouchers.ts
import { asc, inArray, lte, sql } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import type { Tools } from '@/lib/platform/context'

const BATCH = 100
/** A look that fails without a word is not met again before this. */
const PUT_OFF = sql`interval '5 minutes'`

/**
 * Pix and boletos that are due to be asked about, the longest due first; and late payments that wait
 * to be given back. They are put off at once, so that a second sweeper, or a page that fails, does
 * not meet them again.
 */
export async function listVouchersToLook({ db, now }: Tools) {
  const at = now()
  const due = db
    .select({ id: attempts.id })
    .from(attempts)
    .where(lte(attempts.lookAfter, at))
    .orderBy(asc(attempts.lookAfter))
    .limit(BATCH)
    .for('update', { skipLocked: true })
  return db
    .update(attempts)
    .set({ lookAfter: sql`${at.toISOString()}::timestamptz + ${PUT_OFF}` })
    .where(inArray(attempts.id, due))
    .returning({
      id: attempts.id,
      accountId: attempts.accountId,
      saleId: attempts.saleId,
      acquirer: attempts.acquirer,
      environment: attempts.environment,
      credentialsId: attempts.credentialsId,
    })
}
