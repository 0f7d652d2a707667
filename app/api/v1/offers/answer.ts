// app/api/v1/offers/answer.ts
import { revalidateTag } from 'next/cache'
import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import type { Id } from '@/lib/kernel/ids'
import type { MoveOfferError } from '@/lib/offers/archive-offer'
import type { DiscardDraftError } from '@/lib/offers/discard-draft'
import { findOfferRecord, toOfferJson } from '@/lib/offers/offer-api'
import type { PublishOfferError } from '@/lib/offers/publish-offer'
import type { RestoreVersionError } from '@/lib/offers/restore-version'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { problem } from '@/lib/platform/problem'

type Refusal = PublishOfferError | MoveOfferError | DiscardDraftError | RestoreVersionError

const STATUS_OF_ERROR: Readonly<Record<Refusal['code'], number>> = {
  not_allowed: 403,
  offer_not_found: 404,
  version_not_found: 404,
  offer_archived: 409,
  offer_moved: 409,
  edited_meanwhile: 409,
  never_published: 409,
  offer_incomplete: 422,
}

/** The offer as it is after what was asked. */
export async function answerOffer(ctx: Ctx<'api'>, id: Id<'offer'>, status = 200) {
  const offer = await findOfferRecord(ctx, id)
  return offer === null
    ? problem(404, 'offer_not_found')
    : Response.json(toOfferJson(offer, env.APP_URL), { status })
}

export function refuse(error: Refusal): Response {
  const status = STATUS_OF_ERROR[error.code]
  if (error.code !== 'offer_incomplete') return problem(status, error.code)
  const errors = error.fields.map(({ path, inside, code }) => ({
    path: inside === '' ? path : `${path}.${inside}`,
    code,
    message: code.replaceAll('_', ' '),
  }))
  return problem(status, error.code, { detail: 'Some fields keep it from being public.', errors })
}

/** Its page is made anew here at once, and by the worker wherever else it is kept. */
export function letGoOfPage(code: string): void {
  revalidateTag(`offer:${code}`, { expire: 0 })
  after(() => nudge())
}
