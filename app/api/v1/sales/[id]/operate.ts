// app/api/v1/sales/[id]/operate.ts
import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import type { Result } from '@/lib/kernel/result'
import { apiContext } from '@/lib/platform/api-key'
import type { Ctx } from '@/lib/platform/context'
import { invalid, problem } from '@/lib/platform/problem'
import { readOptionalJson } from '@/lib/platform/read-body'
import type { cancelSale } from '@/lib/sales/cancel-sale'
import type { captureSale } from '@/lib/sales/capture-sale'
import type { Operated } from '@/lib/sales/operate-sale'
import { OperateSaleBody, type OperateSaleInput, SaleId } from '@/lib/sales/operate-sale.schema'
import type { refundSale } from '@/lib/sales/refund-sale'
import { toSalesJson } from '@/lib/sales/to-sale-json'

type Done<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
type ErrorOf<R> = R extends { readonly ok: false; readonly error: infer E } ? E : never
type Refusal = ErrorOf<Done<typeof captureSale> | Done<typeof cancelSale> | Done<typeof refundSale>>

const STATUS_OF_ERROR: Readonly<Record<Refusal['code'], number>> = {
  not_allowed: 403,
  test_key_in_production: 403,
  sale_not_found: 404,
  sale_not_ready: 409,
  not_authorized: 409,
  not_captured: 409,
  nothing_left: 409,
  capture_under_way: 409,
  void_under_way: 409,
  refund_under_way: 409,
  capture_too_late: 409,
  amount_too_large: 422,
  amount_not_whole: 422,
  capture_refused: 422,
  void_refused: 422,
  refund_refused: 422,
  acquirer_unreachable: 502,
}

type UseCase = (ctx: Ctx<'api'>, input: OperateSaleInput) => Promise<Result<Operated, Refusal>>
type Params = { readonly params: Promise<{ id: string }> }

/** The three things a program may do to a sale: `{amount?}` in, the sale as it is then out. */
export const operateBy =
  (operate: UseCase) =>
  async (request: Request, { params }: Params): Promise<Response> => {
    const ctx = await apiContext(request)
    if (ctx === null) return problem(401, 'unauthenticated')
    const body = await readOptionalJson(request)
    if (!body.ok) return body.response
    const input = OperateSaleBody.safeParse(body.value)
    if (!input.success) return invalid(input.error)
    const saleId = SaleId.safeParse((await params).id)
    if (!saleId.success) return problem(404, 'sale_not_found')

    const result = await operate(ctx, { ...input.data, saleId: saleId.data })
    after(() => nudge())
    if (result.ok) {
      const status = result.value.pending ? 202 : 200
      const [told] = await toSalesJson(ctx, [result.value])
      return Response.json(told, { status })
    }
    const { error } = result
    const said = 'said' in error ? { detail: error.said } : {}
    return problem(STATUS_OF_ERROR[error.code], error.code, said)
  }
