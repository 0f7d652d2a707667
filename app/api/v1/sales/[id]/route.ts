// app/api/v1/sales/[id]/route.ts
import { after } from 'next/server'
import { apiContext } from '@/lib/platform/api-key'
import { problem } from '@/lib/platform/problem'
import { glanceAtSale } from '@/lib/sales/look-at-vouchers'
import { SaleId } from '@/lib/sales/operate-sale.schema'
import { findSale } from '@/lib/sales/read-sale'
import { toSalesJson } from '@/lib/sales/to-sale-json'

export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ id: string }> },
): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = SaleId.safeParse((await params).id)
  const found = id.success ? await findSale(ctx, id.data) : null
  if (found === null) return problem(404, 'sale_not_found')
  // Who asks about a Pix that waits is answered at once, and the acquirer is asked for the next time.
  after(() => glanceAtSale(ctx, found))
  const [told] = await toSalesJson(ctx, [found])
  return Response.json(told)
}
