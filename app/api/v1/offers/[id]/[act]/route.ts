// app/api/v1/offers/[id]/[act]/route.ts
import type { Id } from '@/lib/kernel/ids'
import { MoveOfferInput, moveOffer } from '@/lib/offers/archive-offer'
import { discardDraft } from '@/lib/offers/discard-draft'
import { duplicateOffer } from '@/lib/offers/duplicate-offer'
import { DuplicateOfferBody, OfferIdParam, PublishOfferBody } from '@/lib/offers/offer-api'
import { publishOffer } from '@/lib/offers/publish-offer'
import { apiContext } from '@/lib/platform/api-key'
import type { Ctx } from '@/lib/platform/context'
import { invalid, problem } from '@/lib/platform/problem'
import { readOptionalJson } from '@/lib/platform/read-body'
import { answerOffer, letGoOfPage, refuse } from '../../answer'

type Params = { readonly params: Promise<{ id: string; act: string }> }
type Asked = { readonly ctx: Ctx<'api'>; readonly offerId: Id<'offer'>; readonly body: unknown }

/** `publish`, `discard`, `duplicate`, and `archive`, `unarchive`, `pause`, `resume`. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const { id, act } = await params
  const offerId = OfferIdParam.safeParse(id)
  if (!offerId.success) return problem(404, 'offer_not_found')
  const body = await readOptionalJson(request)
  if (!body.ok) return body.response
  const asked = { ctx, offerId: offerId.data, body: body.value }
  switch (act) {
    case 'publish':
      return publish(asked)
    case 'discard':
      return discard(asked)
    case 'duplicate':
      return duplicate(asked)
    default:
      return move(asked, act)
  }
}

async function publish({ ctx, offerId, body }: Asked): Promise<Response> {
  const input = PublishOfferBody.safeParse(body ?? {})
  if (!input.success) return invalid(input.error)
  const { editedAt: readAt } = input.data
  const result = await publishOffer(ctx, { offerId, ...(readAt && { readAt }) })
  if (!result.ok) return refuse(result.error)
  letGoOfPage(result.value.code)
  return answerOffer(ctx, offerId)
}

async function discard({ ctx, offerId }: Asked): Promise<Response> {
  const result = await discardDraft(ctx, { offerId })
  return result.ok ? answerOffer(ctx, offerId) : refuse(result.error)
}

async function duplicate({ ctx, offerId, body }: Asked): Promise<Response> {
  const input = DuplicateOfferBody.safeParse(body ?? {})
  if (!input.success) return invalid(input.error)
  const result = await duplicateOffer(ctx, { offerId, title: input.data.title })
  return result.ok ? answerOffer(ctx, result.value.id, 201) : refuse(result.error)
}

async function move({ ctx, offerId }: Asked, act: string): Promise<Response> {
  const input = MoveOfferInput.safeParse({ offerId, move: act })
  if (!input.success) return problem(404, 'not_found')
  const result = await moveOffer(ctx, input.data)
  if (!result.ok) return refuse(result.error)
  letGoOfPage(result.value.code)
  return answerOffer(ctx, offerId)
}
