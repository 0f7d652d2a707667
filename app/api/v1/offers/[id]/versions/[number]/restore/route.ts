// app/api/v1/offers/[id]/versions/[number]/restore/route.ts
import { OfferIdParam } from '@/lib/offers/offer-api'
import { RestoreVersionInput, restoreVersion } from '@/lib/offers/restore-version'
import { apiContext } from '@/lib/platform/api-key'
import { problem } from '@/lib/platform/problem'
import { answerOffer, refuse } from '../../../../answer'

type Params = { readonly params: Promise<{ id: string; number: string }> }

/** A version of before becomes the draft; publishing makes it public. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const { id, number } = await params
  const offerId = OfferIdParam.safeParse(id)
  if (!offerId.success) return problem(404, 'offer_not_found')
  const input = RestoreVersionInput.safeParse({ offerId: offerId.data, number })
  if (!input.success) return problem(404, 'version_not_found')
  const result = await restoreVersion(ctx, input.data)
  return result.ok ? answerOffer(ctx, offerId.data) : refuse(result.error)
}
