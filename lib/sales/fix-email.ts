// lib/sales/fix-email.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sales } from '@/db/schema/sales'
import { err, ok, type Result } from '@/lib/kernel/result'
import { searchWords } from '@/lib/kernel/search-words'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { findCheckout } from './find-checkout'
import { Unguessable } from './submit-payment.schema'

export const FixEmailInput = z.object({
  checkoutId: Unguessable,
  email: z.string().trim().pipe(z.email().max(200)),
})

export type FixEmailError = {
  readonly code: 'sale_not_found' | 'already_corrected' | 'too_late'
}

type Wanted = z.output<typeof FixEmailInput> & { readonly offerCode: string }

const DAY_MS = 24 * 60 * 60_000

/** Against whoever tries addresses by the hundred. */
const TRIES: Limit = { name: 'receipt_email', burst: 10, everyMs: 60_000 }

export const enterFixEmail = (ctx: Ctx<'buyer'>, address: string) => takePlace(ctx, TRIES, address)

/**
 * The buyer mistyped the e-mail that the receipt and the access go to. They may put it right once, on
 * the day they bought; what stood there before is kept beside it.
 */
export async function fixEmail(
  ctx: Ctx<'buyer'>,
  { offerCode, checkoutId, email }: Wanted,
): Promise<Result<{ readonly email: string }, FixEmailError>> {
  const found = await findCheckout(ctx, { offerCode, checkoutId })
  if (found === null) return err({ code: 'sale_not_found' })
  const { id, buyer, bellUrl, emailFixedAt, createdAt, paidAt } = found.sale
  if (buyer.email === email) return ok({ email })
  if (emailFixedAt !== null) return err({ code: 'already_corrected' })
  const at = ctx.now()
  const since = new Date(at.getTime() - DAY_MS)
  if ((paidAt ?? createdAt) <= since) return err({ code: 'too_late' })

  const words = searchWords(email).join(' ')
  return ctx.db.transaction(async (tx) => {
    const fixed = await tx
      .update(sales)
      .set({
        buyer: { ...buyer, email, emailBefore: buyer.email },
        emailFixedAt: at,
        words: sql`${sales.words} || array_to_tsvector(string_to_array(${words}, ' '))`,
      })
      .where(and(eq(sales.id, id), isNull(sales.emailFixedAt)))
      .returning({ id: sales.id })
    if (fixed.length === 0) return err({ code: 'already_corrected' })
    // Neither address stands in the log: it is a person's, and lives with their sale.
    await recordAudit(ctx, tx, { action: 'sale.email_fixed', subject: id })
    const payload = { saleId: id, bell: bellUrl === null ? 'no' : 'yes' }
    await recordFact(ctx, tx, { name: 'sale.email_fixed', payload })
    return ok({ email })
  })
}
