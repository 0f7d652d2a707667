// tests/support/given-sender.ts
import { eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { normalizePhone } from '@/lib/kernel/phone'
import { createInstance } from '@/lib/notifications/create-instance'
import { drainQueue } from '@/lib/notifications/drain-queue'
import { schedule } from '@/lib/notifications/schedule'
import type { Outcome } from '@/lib/notifications/settle-message'
import type { Ctx } from '@/lib/platform/context'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { recordPurchase } from '@/lib/purchases/record-purchase'
import { testCtx } from './test-ctx'

export type Told = Partial<Omit<Purchase, 'customer' | 'event' | 'amount'>> & {
  readonly phone?: string
  readonly name?: string | null
  readonly amount?: number
  /** Minutes from the store's first moment. */
  readonly after?: number
}

type Options = Parameters<typeof testCtx>[0] & {
  readonly channel?: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly pace?: Partial<typeof instances.$inferInsert>
  readonly simulators?: Ctx['simulators']
}

export const T0 = Date.parse('2026-10-05T13:00:00Z')
let storesMade = 0

/** A store of its own account with one sender, an injected clock, and the pump to turn by hand. */
export async function givenSender({
  channel = 'sandbox',
  settings = {},
  pace,
  ...options
}: Options) {
  const start = options.at === undefined ? T0 : Date.parse(options.at)
  const at = new Date(start + ++storesMade).toISOString() // Ids begin with the time: no two stores share one.
  const { ctx: base, advance } = testCtx({ ...options, at })
  const ctx: Ctx<'job'> = { ...base, simulators: options.simulators ?? {} }
  const { db } = ctx
  const { accountId } = ctx.actor
  await db.insert(accounts).values({ id: accountId, name: 'Corda Solta', createdAt: ctx.now() })
  const made = await createInstance(ctx, { channel, name: 'Atendimento 1', settings })
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  const instanceId = made.value.id
  if (pace) await db.update(instances).set(pace).where(eq(instances.id, instanceId))
  const storeId = ctx.newId('store')
  await db.insert(stores).values({
    id: storeId,
    accountId,
    name: 'Corda Solta',
    platform: 'payt',
    state: 'active',
    token: ctx.newId('store'),
    instanceId,
    settings: {},
    createdAt: ctx.now(),
  })
  const record = (event: PurchaseEvent, told: Told = {}, at: Id<'store'> = storeId) =>
    db.transaction((tx) =>
      recordPurchase(ctx, tx, {
        purchase: purchaseOf(event, told, start),
        source: {
          storeId: at,
          platform: 'payt',
          deliveryKey: ctx.newId('delivery'),
          mapperVersion: 1,
          receivedAt: ctx.now(),
        },
      }),
    )
  const hear = async (event: PurchaseEvent, told: Told = {}) => {
    const { id } = await record(event, told)
    await schedule(ctx, id)
    return id
  }
  const rows = () =>
    db.select().from(messages).where(eq(messages.accountId, accountId)).orderBy(messages.id)
  return {
    ...{ ctx, advance, storeId, instanceId, record, hear, rows },
    pump: (limit?: number) => pump(ctx, instanceId, { advance, limit }),
    states: async () =>
      (await rows()).map(({ rule, step, state, reasonCode }) =>
        `${rule}.${step} ${state} ${reasonCode ?? ''}`.trim(),
      ),
  }
}

type Turning = { readonly advance: (ms: number) => void; readonly limit?: number | undefined }

/** What the durable pump does, with waiting that only moves the clock. */
async function pump(ctx: Ctx<'job'>, id: Id<'instance'>, { advance, limit = 50 }: Turning) {
  const outcomes: string[] = []
  const note = ({ outcome }: Outcome) => outcomes.push(outcome)
  const drain = { instanceId: id, runId: 'run', note }
  for (let turn = 0; turn < limit; turn++) {
    const next = await drainQueue(ctx, drain)
    if (next === null) break
    const rest = new Date(next.until).getTime() - ctx.now().getTime()
    if (rest > LONG_MS) break
    advance(rest)
  }
  return outcomes
}

/** A test that waits for longer says so itself. */
const LONG_MS = 65_000

function purchaseOf(event: PurchaseEvent, told: Told, start: number): Purchase {
  const { phone = '11987654321', name = 'ANA exemplo', amount = 197_00, after, ...rest } = told
  const cart = event === 'cart_abandoned'
  return {
    event,
    rawEvent: event,
    detail: null,
    test: false,
    warnings: [],
    occurredAt: after === undefined ? null : new Date(start + after * 60_000),
    orderKey: cart ? 'CRT1' : 'TX1',
    orderKind: cart ? 'cart' : 'transaction',
    threadKey: 'CRT1',
    threadKind: 'cart',
    parentOrderKey: null,
    cartRecovered: false,
    customer: {
      name,
      firstName: name,
      email: 'ana@example.com',
      ...normalizePhone(phone),
      document: { kind: null, value: null, valid: false },
      ip: null,
    },
    product: 'Violão do Zero',
    products: [{ id: null, name: 'Violão do Zero', quantity: 1, priceCents: null, bump: false }],
    paymentMethod: event.startsWith('boleto') ? 'boleto' : 'pix',
    amount: centavos(amount),
    currency: 'BRL',
    installments: null,
    refusalReason: null,
    pix: null,
    boleto: null,
    checkoutUrl: 'https://checkout.example/abc?a=1&b=2',
    coupons: [],
    delivery: null,
    subscription: null,
    tracking: {},
    campaign: {},
    ...rest,
  }
}
