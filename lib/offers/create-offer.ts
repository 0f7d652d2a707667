// lib/offers/create-offer.ts
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { mayNotEdit } from './may-not-edit'
import { makeOfferCode, OFFER_CODE } from './offer-code'
import { OfferFields } from './offer-fields'
import { type MethodsOffered, methodsOf } from './payable-methods'

export const CreateOfferInput = z.object({
  title: OfferFields.shape.title,
  /** Chosen by us, unless an import brings its own. */
  code: z.string().regex(OFFER_CODE).optional(),
})

const MIN_INSTALLMENT = centavos(5_00)
const CODE_TRIES = 5

/** A draft that nobody can see yet. Everything but its title is decided in the editor. */
export async function createOffer(
  ctx: Ctx<'member' | 'api'>,
  { title, code }: z.output<typeof CreateOfferInput>,
): Promise<Result<{ id: Id<'offer'>; code: string }, { code: 'not_allowed' }>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const at = ctx.now()
  const id = ctx.newId('offer')
  const methods = startingMethods(await methodsOf(ctx, ctx.actor.accountId))
  for (let turn = 0; turn < CODE_TRIES; turn++) {
    const [made] = await ctx.db
      .insert(offers)
      .values({
        id,
        accountId: ctx.actor.accountId,
        code: turn === 0 && code !== undefined ? code : makeOfferCode(ctx),
        state: 'draft',
        title,
        minInstallment: MIN_INSTALLMENT,
        methods,
        createdAt: at,
        editedAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: offers.id, code: offers.code })
    if (made !== undefined) return ok(made)
  }
  invariant(false, 'five codes by chance were all taken')
}

/** A card, and a Pix unless the acquirers in use have none. A boleto is for who asks for one. */
const startingMethods = ({ pix }: MethodsOffered): readonly PaymentMethod[] =>
  pix === 'none_can' ? ['card'] : ['card', 'pix']
