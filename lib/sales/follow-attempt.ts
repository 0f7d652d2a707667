// lib/sales/follow-attempt.ts
import { and, eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { checkVoucher } from '@/lib/payments/check-voucher'
import { type Compared, compareAttempt } from '@/lib/payments/compare-attempt'
import { hasUnsettled } from '@/lib/payments/find-attempt'
import { closeFindings } from '@/lib/payments/record-finding'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Ctx } from '@/lib/platform/context'
import { releaseOthers } from './look-at-vouchers'
import { settleSale } from './settle-sale'

export type Followed = {
  /** It stands elsewhere than before, or its sums do. */
  readonly moved: boolean
  readonly compared: Compared
}

const OPEN: readonly string[] = ['sending', 'unknown']

/**
 * Asks the acquirer everything there is to ask about one attempt: what nobody answered, whether it
 * was paid, what is still on its way back, and then whether both sides say the same. State only ever
 * moves by what the acquirer itself answers. Null for an attempt of another account.
 */
export async function followAttempt(ctx: Ctx, id: Id<'attempt'>): Promise<Followed | null> {
  const before = await find(ctx, id)
  if (before === null) return null
  const route = await routeOf(ctx, before)
  await repairAttempt(ctx, id, route)
  await checkVoucher(ctx, id, route)
  await releaseOthers(ctx, await settleSale(ctx, before.saleId))
  const after = (await find(ctx, id)) ?? before
  if (!(await hasUnsettled(ctx, id))) await closeFindings(ctx, id, ['still_unknown'], 'answered')
  const asked = before.avoided === null && !OPEN.includes(after.status)
  const compared = asked ? await compareAttempt(ctx, route, after) : 'unanswered'
  return { moved: stand(before) !== stand(after), compared }
}

async function find(ctx: Ctx, id: Id<'attempt'>) {
  const [attempt] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.accountId, ctx.actor.accountId)))
  return attempt ?? null
}

type Attempt = NonNullable<Awaited<ReturnType<typeof find>>>

const stand = ({ status, capturedAmount, refundedAmount, refundingAmount }: Attempt) =>
  [status, capturedAmount, refundedAmount, refundingAmount].join(' ')
