// app/api/v1/offers/[id]/route.ts
import { editOffer } from '@/lib/offers/edit-offer'
import { EditOfferBody, OfferIdParam } from '@/lib/offers/offer-api'
import { apiContext } from '@/lib/platform/api-key'
import { invalid, problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { answerOffer, refuse } from '../answer'

type Params = { readonly params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = OfferIdParam.safeParse((await params).id)
  return id.success ? answerOffer(ctx, id.data) : problem(404, 'offer_not_found')
}

/** The draft, field by field; the page changes on publishing. */
export async function PATCH(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = OfferIdParam.safeParse((await params).id)
  if (!id.success) return problem(404, 'offer_not_found')
  const body = await readJsonBody(request, 256 * 1024)
  if (!body.ok) return body.response
  const input = EditOfferBody.safeParse(body.value)
  if (!input.success) return invalid(input.error)
  const { editedAt: readAt, ...fields } = input.data
  const result = await editOffer(ctx, { offerId: id.data, fields, ...(readAt && { readAt }) })
  return result.ok ? answerOffer(ctx, id.data) : refuse(result.error)
}
