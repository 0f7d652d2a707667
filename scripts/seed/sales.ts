// scripts/seed/sales.ts
import type { PaymentMethod } from '@/db/schema/payments'
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
import { hearSale } from './hear-sale'
import { must } from './must'
import type { SeedOffers } from './offers'
import { inventPerson } from './people'
import { cardOf, drawFate, type Fate, momentsOf, STORIES } from './sales-plan'
import type { Deed } from './timeline'
import { payLater } from './vouchers'

const DAYS = 60
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const OFFER_OF = ['oneOff', 'oneOff', 'oneOff', 'oneOff', 'short', 'short', 'manual'] as const
const ORIGINS = [
  { utm_source: 'instagram', utm_medium: 'bio' },
  { utm_source: 'fb', utm_medium: 'cpc', utm_campaign: 'lancamento' },
  { utm_source: 'google', utm_medium: 'cpc' },
  { src: 'lista', utm_source: 'email' },
  { utm_source: 'cartaz', utm_medium: 'qr' },
  {},
] as const

type Given = {
  readonly tools: Tools
  readonly actor: Ctx<'member'>['actor']
  readonly chance: Chance
  readonly withFaults: WithFaults
  readonly offers: SeedOffers
  /** The short link that brings an origin. */
  readonly linkOf: (tracking: Readonly<Record<string, string>>) => string | undefined
  readonly controlUrl: string
}

/** Sixty days of history, a launch in the middle and one today, in every status that can be reached. */
export function planSales(given: Given): readonly Deed[] {
  const { tools, chance, offers } = given
  const now = tools.now()
  const moments = momentsOf(now, DAYS, chance)
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS)
  const plain = moments.map((at, index): Deed => {
    const code = offers[chance.pick(OFFER_OF)]
    const method = drawMethod(given, at, code)
    return { at, act: () => tell(given, { at, code, index, method, fate: drawFate(chance) }) }
  })
  const last = (at: Date, code: string, fate: Fate): Deed => ({
    at,
    act: () => tell(given, { at, code, index: 1, method: 'card', fate }),
  })
  return [
    ...plain,
    last(minutesAgo(40), offers.manual, 'approved'),
    last(minutesAgo(26 * 60), offers.oneOff, 'odd_code'),
    last(minutesAgo(2), offers.oneOff, 'unanswered'),
  ]
}

/** An acquirer prints no boleto that was due before today, so the old history has none. */
function drawMethod({ tools, chance, offers }: Given, at: Date, code: string): PaymentMethod {
  const luck = chance.next()
  if (code === offers.manual || luck >= 0.34) return 'card'
  const recent = tools.now().getTime() - at.getTime() < 2 * DAY_MS
  return luck < 0.13 && recent && code === offers.oneOff ? 'boleto' : 'pix'
}

type Story = {
  readonly at: Date
  readonly method: PaymentMethod
  readonly code: string
  readonly index: number
  readonly fate: Fate
}

/** One sale, what it makes known, and what the producer does about it in the days that follow. */
async function tell(given: Given, story: Story): Promise<readonly Deed[]> {
  const sale = await sell(given, story)
  await hearSale(given, sale.id, story.at)
  if (story.method !== 'card') return payLater(given, { ...story, saleId: sale.id })
  return afterwards(given, sale, story)
}

async function sell(given: Given, { at, code, fate, method }: Story) {
  const { tools, actor, chance, withFaults } = given
  const person = inventPerson(chance)
  const card = {
    number: cardOf(chance),
    cvv: '123',
    holder: person.name.toUpperCase(),
    expMonth: 12,
    expYear: 2031,
  }
  const installments = chance.pick([1, 1, 2, 3, 3])
  const input = SubmitPaymentInput.parse({
    offerCode: code,
    customer: person,
    payment: method === 'card' ? { method, installments, card } : { method },
    tracking: chance.pick(ORIGINS),
  })
  const now = toolsAt(tools, at)
  const buyer: Ctx<'buyer'> = { ...now, actor: { kind: 'buyer', accountId: actor.accountId } }
  const linkCode = code === given.offers.oneOff ? given.linkOf(input.tracking) : undefined
  const names = {
    ...{ idempotencyKey: now.newId('sale'), submitId: now.newId('operation') },
    ...(linkCode !== undefined && { linkCode }),
  }
  const faults = method === 'card' ? [...STORIES[fate].faults, ...slowness(given, at, fate)] : []
  const { sale } = await withFaults(faults, async () =>
    must(await submitPayment(buyer, { ...input, ...names, source: 'checkout' })),
  )
  if (fate !== 'stubborn') return sale
  const minuteLater = { ...toolsAt(tools, new Date(at.getTime() + MINUTE_MS)), actor: buyer.actor }
  const again = { ...names, submitId: now.newId('operation') }
  return must(await submitPayment(minuteLater, { ...input, ...again, source: 'checkout' })).sale
}

const SLOW_SINCE_MS = 150 * MINUTE_MS

/** The newest sales, which are looked at, take as long as an acquirer does; the others are told fast. */
function slowness({ tools, chance }: Given, moment: Date, fate: Fate): SeedFault[] {
  if (tools.now().getTime() - moment.getTime() > SLOW_SINCE_MS || fate === 'unanswered') return []
  const delayMs = 160 + chance.below(420)
  const acquirer = fate === 'approved' ? 'cielo' : 'rede'
  return [{ acquirer, operation: 'authorize', mode: 'delay', delayMs }]
}

type SoldSale = { readonly id: Id<'sale'>; readonly status: string }

/** What a producer does later: captures, cancels, gives money back. */
function afterwards(given: Given, sale: SoldSale, { at, code, index }: Story): readonly Deed[] {
  const { tools, actor, offers } = given
  const later = (days: number, act: (ctx: Ctx<'member'>) => Promise<unknown>): Deed => {
    const then = new Date(at.getTime() + days * DAY_MS)
    return {
      at: then,
      act: async () => {
        await act({ ...toolsAt(tools, then), actor })
        await hearSale(given, sale.id, then)
        return []
      },
    }
  }
  const saleId = sale.id
  // Rede holds a manual capture until the end of the day.
  if (sale.status === 'authorized' && code === offers.manual) {
    const cancels = index % 5 === 0
    return [
      later(0.1, async (ctx) => must(await (cancels ? cancelSale : captureSale)(ctx, { saleId }))),
    ]
  }
  if (sale.status !== 'paid' || index % 23 !== 0) return []
  const amount = index % 46 === 0 ? { amount: centavos(20_00) } : {}
  return [later(3, async (ctx) => must(await refundSale(ctx, { saleId, ...amount })))]
}
