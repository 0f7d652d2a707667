// lib/offers/create-offer.ts
import { z } from 'zod'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { insertOffer } from './insert-offer'
import { mayNotEdit } from './may-not-edit'
import { OFFER_CODE } from './offer-code'
import { OfferFields } from './offer-fields'
import { type MethodsOffered, methodsOf } from './payable-methods'

export const CreateOfferInput = z.object({
  title: OfferFields.shape.title,
  /** What is known at the start: a price, and the words of a template. The rest has its defaults. */
  fields: OfferFields.partial().optional(),
  /** Chosen by us, unless an import brings its own. */
  code: z.string().regex(OFFER_CODE).optional(),
})

const MIN_INSTALLMENT = centavos(5_00)

/** A draft that nobody can see yet. Everything but its title may be decided in the editor. */
export async function createOffer(
  ctx: Ctx<'member' | 'api'>,
  { title, fields, code }: z.output<typeof CreateOfferInput>,
): Promise<Result<{ id: Id<'offer'>; code: string }, { code: 'not_allowed' }>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const methods = startingMethods(await methodsOf(ctx, ctx.actor.accountId))
  const minInstallment = MIN_INSTALLMENT
  const draft = fields === undefined ? null : { ...fields, title }
  return ok(
    await insertOffer(
      ctx,
      { title, draft, minInstallment, methods, ...(code !== undefined && { code }) },
      { action: 'offer.created' },
    ),
  )
}

/** A card, and a Pix unless the acquirers in use have none. A boleto is for who asks for one. */
const startingMethods = ({ pix }: MethodsOffered): readonly PaymentMethod[] =>
  pix === 'none_can' ? ['card'] : ['card', 'pix']
