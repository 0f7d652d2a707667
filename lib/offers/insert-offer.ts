// lib/offers/insert-offer.ts
import { type OfferDraft, offers } from '@/db/schema/offers'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Centavos } from '@/lib/kernel/money'
import { type Deed, nameOfActor, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { makeOfferCode } from './offer-code'

type NewOffer = {
  readonly title: string
  readonly draft: OfferDraft | null
  readonly minInstallment: Centavos
  readonly methods: readonly PaymentMethod[]
  readonly code?: string
}

const CODE_TRIES = 5

/** A draft under a code of its own, which nobody can see yet. */
export async function insertOffer(
  ctx: Ctx<'member' | 'api'>,
  { code, ...offer }: NewOffer,
  deed: Omit<Deed, 'subject'>,
): Promise<{ id: Id<'offer'>; code: string }> {
  const at = ctx.now()
  const id = ctx.newId('offer')
  return ctx.db.transaction(async (tx) => {
    for (let turn = 0; turn < CODE_TRIES; turn++) {
      const [made] = await tx
        .insert(offers)
        .values({
          ...offer,
          id,
          accountId: ctx.actor.accountId,
          code: turn === 0 && code !== undefined ? code : makeOfferCode(ctx),
          state: 'draft',
          createdAt: at,
          editedAt: at,
          editedBy: nameOfActor(ctx.actor),
        })
        .onConflictDoNothing()
        .returning({ id: offers.id, code: offers.code })
      if (made === undefined) continue
      await recordAudit(ctx, tx, { ...deed, subject: made.id })
      return made
    }
    invariant(false, 'five codes by chance were all taken')
  })
}
