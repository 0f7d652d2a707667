// app/api/v1/offers/[id]/versions/route.ts
import { z } from 'zod'
import { findOfferRecord, OfferIdParam } from '@/lib/offers/offer-api'
import { listVersions } from '@/lib/offers/versions-view'
import { apiContext } from '@/lib/platform/api-key'
import { badQuery, problem } from '@/lib/platform/problem'

type Params = { readonly params: Promise<{ id: string }> }

const VersionsQuery = z.strictObject({ cursor: z.coerce.number().int().min(1).optional() })

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const query = VersionsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const id = OfferIdParam.safeParse((await params).id)
  const offer = id.success ? await findOfferRecord(ctx, id.data) : null
  if (offer === null) return problem(404, 'offer_not_found')
  const { rows, next } = await listVersions(ctx, { offerId: offer.id, before: query.data.cursor })
  return Response.json({ data: rows, nextCursor: next === null ? null : String(next) })
}
