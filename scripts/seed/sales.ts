// scripts/seed/sales.ts
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx, Tools } from '@/lib/platform/context'
import { cancelSale } from '@/lib/sales/cancel-sale'
import { captureSale } from '@/lib/sales/capture-sale'
import { refundSale } from '@/lib/sales/refund-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { SubmitPaymentInput } from '@/lib/sales/submit-payment.schema'
import { type Chance, toolsAt } from './clock'
import type { SeedFault, WithFaults } from './faults'
import { must } from './must'
import type { SeedOffers } from './offers'
import { inventPerson } from './people'
import { CARDS, drawFate, type Fate, momentsOf, STORIES } from './sales-plan'

const DAYS = 60
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const OFFER_OF = ['oneOff', 'oneOff', 'oneOff', 'oneOff', 'short', 'short', 'manual'] as const
const ORIGINS = [
  { utm_source: 'instagram', utm_medium: 'bio' },
  { utm_source: 'fb', utm_medium: 'cpc', utm_campaign: 'lancamento' },
  { utm_source: 'google', utm_medium: 'cpc' },
  { src: 'lista', utm_source: 'email' },
  {},
] as const

type Given = {
  readonly tools: Tools
  readonly actor: Ctx<'member'>['actor']
  readonly chance: Chance
  readonly withFaults: WithFaults
  readonly offers: SeedOffers
}

/** Sixty days of history, a launch in the middle, in every status that can be reached. */
export async function makeSales(given: Given): Promise<number> {
  const { tools, chance } = given
  const moments = momentsOf(tools.now(), DAYS, chance)
  for (const [index, moment] of moments.entries()) {
    const code = given.offers[chance.pick(OFFER_OF)]
    const sale = await sell(given, moment, code, drawFate(chance))
    await afterwards(given, sale, { moment, code, index })
  }
  const minutesAgo = (minutes: number) => new Date(tools.now().getTime() - minutes * MINUTE_MS)
  await sell(given, minutesAgo(40), given.offers.manual, 'approved')
  await sell(given, minutesAgo(2), given.offers.oneOff, 'unanswered')
  return moments.length + 2
}

async function sell(given: Given, moment: Date, offerCode: string, fate: Fate) {
  const { tools, actor, chance, withFaults } = given
  const person = inventPerson(chance)
  const { cvv, number } = chance.pick(CARDS)
  const card = { number, cvv, holder: person.name.toUpperCase(), expMonth: 12, expYear: 2031 }
  const installments = chance.pick([1, 1, 2, 3, 3])
  const input = SubmitPaymentInput.parse({
    offerCode,
    customer: person,
    payment: { method: 'card', installments, card },
    tracking: chance.pick(ORIGINS),
  })
  const now = toolsAt(tools, moment)
  const buyer: Ctx<'buyer'> = { ...now, actor: { kind: 'buyer', accountId: actor.accountId } }
  const names = { idempotencyKey: now.newId('sale'), submitId: now.newId('operation') }
  const faults = [...STORIES[fate].faults, ...slowness(given, moment, fate)]
  const { sale } = await withFaults(faults, async () =>
    must(await submitPayment(buyer, { ...input, ...names, source: 'checkout' })),
  )
  return sale
}

const SLOW_SINCE_MS = 150 * MINUTE_MS

/** The newest sales, which are looked at, take as long as an acquirer does; the others are told fast. */
function slowness({ tools, chance }: Given, moment: Date, fate: Fate): SeedFault[] {
  if (tools.now().getTime() - moment.getTime() > SLOW_SINCE_MS || fate === 'unanswered') return []
  const delayMs = 160 + chance.below(420)
  const acquirer = fate === 'approved' ? 'cielo' : 'rede'
  return [{ acquirer, operation: 'authorize', mode: 'delay', delayMs }]
}

type Sold = { readonly moment: Date; readonly code: string; readonly index: number }
type SoldSale = { readonly id: Id<'sale'>; readonly status: string }

/** What a producer does in the days that follow: captures, cancels, gives money back. */
async function afterwards(
  { tools, actor, offers }: Given,
  sale: SoldSale,
  { moment, code, index }: Sold,
) {
  const later = (days: number): Ctx<'member'> | null => {
    const at = new Date(moment.getTime() + days * DAY_MS)
    return at < tools.now() ? { ...toolsAt(tools, at), actor } : null
  }
  if (sale.status === 'authorized' && code === offers.manual) {
    // Rede holds a manual capture until the end of the day.
    const ctx = later(0.1)
    if (ctx === null) return
    if (index % 5 === 0) must(await cancelSale(ctx, { saleId: sale.id }))
    else must(await captureSale(ctx, { saleId: sale.id }))
  }
  if (sale.status !== 'paid' || index % 23 !== 0) return
  const ctx = later(3)
  if (ctx === null) return
  const amount = index % 46 === 0 ? centavos(20_00) : undefined
  must(await refundSale(ctx, { saleId: sale.id, ...(amount !== undefined && { amount }) }))
}
