// lib/sales/operate-sale.ts
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Progress } from '@/lib/payments/operate-attempt'
import type { Route } from '@/lib/payments/route'
import { type AuditAction, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { isForeign } from './is-foreign'
import { findSale } from './read-sale'
import type { SaleAttempt, SaleWithAttempts } from './sale'
import { tellingAttempt } from './sale-status'
import { settleSale } from './settle-sale'

type Person = Ctx<'member' | 'api'>

export type OperateError =
  | { readonly code: 'not_allowed' }
  | { readonly code: 'sale_not_found' }
  | { readonly code: 'test_key_in_production' }
  /** A request is charging it at this moment, or it never got as far as an acquirer. */
  | { readonly code: 'sale_not_ready' }

export type Operated = SaleWithAttempts & {
  /** Sent and not answered: it is asked about until known. */
  readonly pending: boolean
  /** `processing`: the acquirer took it and carries it out later. */
  readonly progress: Progress
}

type Target = { readonly attempt: SaleAttempt; readonly route: Route }

type Operation<E extends { code: string }> = {
  readonly saleId: Id<'sale'>
  readonly action: AuditAction
  readonly details: Readonly<Record<string, string>>
  readonly run: (target: Target) => Promise<Result<{ readonly state: Progress }, E>>
}

/**
 * What a person does to a sale: at the acquirer of the attempt that speaks for it, with the credentials it was
 * sent with; then the sale follows, and the team's log says who did it.
 */
export async function operateSale<E extends { code: string }>(
  ctx: Person,
  { saleId, action, details, run }: Operation<E>,
): Promise<Result<Operated, E | OperateError>> {
  if (ctx.actor.kind === 'member' && notAllowed(ctx as Ctx<'member'>, 'work')) {
    return err({ code: 'not_allowed' })
  }
  const found = await findSale(ctx, saleId)
  if (found === null) return err({ code: 'sale_not_found' })
  const attempt = tellingAttempt(found.attempts)
  const busy = found.sale.busyUntil !== null && found.sale.busyUntil > ctx.now()
  if (attempt === undefined || busy) return err({ code: 'sale_not_ready' })

  if (isForeign(ctx, attempt.environment)) return err({ code: 'test_key_in_production' })

  const result = await run({ attempt, route: await routeOf(ctx, attempt) })
  const settled = await settleSale(ctx, saleId) // Also after a refusal: asking may have told more.
  if (!result.ok) return result
  await ctx.db.transaction((tx) => recordAudit(ctx, tx, { action, subject: saleId, details }))
  return ok({ ...settled, pending: result.value.state !== 'done', progress: result.value.state })
}
