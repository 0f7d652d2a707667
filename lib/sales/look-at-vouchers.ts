// lib/sales/look-at-vouchers.ts
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { checkVoucher, glanceAtVoucher } from '@/lib/payments/check-voucher'
import { recordFinding } from '@/lib/payments/record-finding'
import { voidAttempt } from '@/lib/payments/void-attempt'
import type { Ctx } from '@/lib/platform/context'
import { getSale } from './read-sale'
import type { SaleAttempt, SaleWithAttempts } from './sale'
import { settleSale } from './settle-sale'

/** Asks whether one Pix or boleto was paid; then its sale follows, and nothing else is left held. */
export async function followVoucher(
  ctx: Ctx,
  attempt: Pick<SaleAttempt, 'id' | 'saleId' | 'acquirer' | 'environment' | 'credentialsId'>,
): Promise<SaleWithAttempts> {
  await checkVoucher(ctx, attempt.id, await routeOf(ctx, attempt))
  return releaseOthers(ctx, await settleSale(ctx, attempt.saleId))
}

/** Whether what waits was paid a moment ago: asked before anything else of its sale is charged. */
export async function isPaidMeanwhile(
  ctx: Ctx,
  attempts: readonly SaleAttempt[],
): Promise<boolean> {
  for (const attempt of attempts) {
    if (attempt.status !== 'waiting') continue
    const status = await checkVoucher(ctx, attempt.id, await routeOf(ctx, attempt))
    if (status === 'captured') return true
  }
  return false
}

/**
 * A buyer looks at the page, or a shop's system asks: the acquirer is asked, seldom enough, and the sale follows. Nobody waits
 * for it; who shows the sale is told by its row.
 */
export async function glanceAtSale(ctx: Ctx<'buyer' | 'api'>, { attempts }: SaleWithAttempts) {
  for (const attempt of attempts) {
    if (attempt.status !== 'waiting') continue
    const asked = await glanceAtVoucher(ctx, attempt.id, await routeOf(ctx, attempt))
    if (asked) await releaseOthers(ctx, await settleSale(ctx, attempt.saleId))
  }
}

/** A card that was approved while the Pix was being paid holds the buyer's limit for nothing. */
export async function releaseOthers(ctx: Ctx, found: SaleWithAttempts): Promise<SaleWithAttempts> {
  const paid = found.attempts.some(({ status, late }) => status === 'captured' && !late)
  const held = paid ? found.attempts.filter(({ status }) => status === 'authorized') : []
  if (held.length === 0) return found
  for (const attempt of held) {
    await recordFinding(ctx, attempt.id, 'late_approval')
    const note = 'late_approval' // Why, as the sale's page tells it.
    await voidAttempt(ctx, await routeOf(ctx, attempt), attempt.id, { note })
  }
  return getSale(ctx, found.sale.id as Id<'sale'>)
}
