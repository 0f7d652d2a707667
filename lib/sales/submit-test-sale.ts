// lib/sales/submit-test-sale.ts
import { connectorOf } from '@/lib/accounts/connectors'
import { trialRouteOf } from '@/lib/accounts/trial-route'
import { localDateOf } from '@/lib/kernel/calendar'
import { findInstallments } from '@/lib/kernel/installments'
import { invariant } from '@/lib/kernel/invariant'
import { centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import { findOpenOffer } from '@/lib/offers/find-open-offer'
import type { Route } from '@/lib/payments/route'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { CardInput } from './card.schema'
import { chargeSale } from './charge-sale'
import { issueSale } from './issue-sale'
import { openSale } from './open-sale'
import type { SaleWithAttempts } from './sale'
import { settleSale } from './settle-sale'
import type { SubmitTestSaleInput } from './submit-test-sale.schema'

export type SubmitTestSaleError = {
  readonly code:
    | 'not_allowed'
    | 'no_test_credentials'
    | 'method_not_offered'
    | 'test_card_not_offered'
    | 'installments_not_offered'
}

/** Nobody: a valid form of a person, so that acquirers that ask for one are answered. */
const NOBODY = {
  name: 'Comprador de Teste',
  email: 'teste@example.com',
  phone: '+5511987654321',
  document: '11144477735',
} as const

/**
 * A sale like any other, by the same way, at one acquirer and with no real money: in no figure, told
 * to no purchase event, and to a bell only when asked. It may be made while the account sells.
 */
export async function submitTestSale(
  ctx: Ctx<'member'>,
  input: SubmitTestSaleInput,
): Promise<Result<SaleWithAttempts, SubmitTestSaleError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const route = await trialRouteOf(ctx, input.acquirer)
  if (route === null) return err({ code: 'no_test_credentials' })
  if (!route.methods.includes(input.method)) return err({ code: 'method_not_offered' })
  const trial = trialOf(ctx, route, input)
  if (trial === null) return err({ code: 'test_card_not_offered' })
  const asked = { amount: trial.amount, product: `Teste ${connectorOf(input.acquirer)?.label}` }
  const offer = await findOpenOffer(ctx, asked)
  const count = input.method === 'card' ? input.installments : 1
  const price = offer === null ? null : findInstallments(offer.terms, count)
  if (offer === null || price === null) return err({ code: 'installments_not_offered' })

  const { environment } = route
  const opened = await openSale(ctx, {
    ...{ offer, price, environment, test: true },
    input: {
      asked,
      customer: NOBODY,
      payment: trial.payment,
      source: 'api',
      idempotencyKey: `test ${ctx.newId('sale')}`,
      submitId: null,
      tracking: {},
      ...(input.bellUrl !== '' && { bellUrl: input.bellUrl }),
    },
  })
  invariant(opened.kind === 'opened', 'a new key opens a new sale')
  const { saleId } = opened
  const order = { saleId, firstPosition: 0, price, routes: [route] }
  if (trial.payment.method === 'card') {
    const { statementName } = offer
    await chargeSale(ctx, { ...order, ...trial.payment, captureMode: 'automatic', statementName })
  } else {
    const { pixMinutes, boletoDays } = offer
    const { method } = trial.payment
    await issueSale(ctx, { ...order, method, customer: NOBODY, pixMinutes, boletoDays })
  }
  const settled = await settleSale(ctx, saleId, { answered: true })
  const details = { acquirer: input.acquirer, environment }
  await ctx.db.transaction((tx) =>
    recordAudit(ctx, tx, { action: 'sale.tested', subject: saleId, details }),
  )
  return ok(settled)
}

/** The sum and the way to pay; null for a card that is not lent for this environment. */
function trialOf(ctx: Ctx, route: Route, input: SubmitTestSaleInput) {
  const { method, amount, installments } = input
  if (method !== 'card') return { amount, payment: { method, installments: 1 } } as const
  const cards = connectorOf(route.acquirer)?.trialCards ?? []
  const card = cards.find(({ name }) => name === input.card)
  if (card === undefined) return null
  if (card.centavos !== null && route.environment !== 'simulator') return null
  const typed = CardInput.safeParse({
    number: card.number,
    cvv: '123',
    holder: 'COMPRADOR DE TESTE',
    expMonth: 12,
    expYear: Number(localDateOf(ctx.now()).slice(0, 4)) + 2,
  })
  if (!typed.success) return null
  // The amount itself asks for a refusal where the number cannot.
  const sum = card.centavos === null ? amount : centavos(amount - (amount % 100) + card.centavos)
  return { amount: sum, payment: { method, installments, card: typed.data } } as const
}
