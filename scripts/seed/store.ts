// scripts/seed/store.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { Secret } from '@/lib/kernel/secret'
import { createInstance } from '@/lib/notifications/create-instance'
import { drainQueue } from '@/lib/notifications/drain-queue'
import { receiveNotice } from '@/lib/notifications/receive-notice'
import { schedule } from '@/lib/notifications/schedule'
import type { Outcome } from '@/lib/notifications/settle-message'
import type { Ctx, Tools } from '@/lib/platform/context'
import { readPostback } from '@/lib/postbacks/read-postback'
import { receivePostback } from '@/lib/postbacks/receive-postback'
import { createStore } from '@/lib/stores/create-store'
import { editStore } from '@/lib/stores/edit-store'
import { ensureNativeStore } from '@/lib/stores/native-store'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { type Chance, toolsAt } from './clock'
import { must } from './must'
import { type Told, tellOrders } from './orders-plan'
import { paytBody } from './payt-body'
import type { Deed } from './timeline'

/** What the gateway signs with; the demo's file tells it, so that anybody can post. */
const INTEGRATION_KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const PLATFORM = 'payt'
const CHANNEL = 'whatsapp'
const RUN = 'demo'

type Given = {
  readonly tools: Tools
  readonly actor: Ctx<'member'>['actor']
  readonly chance: Chance
}
type Made = {
  readonly storeId: Id<'store'>
  readonly token: string
  readonly instanceId: Id<'instance'>
}

export type SeedStore = Made & { readonly store: object }

/** A store of PayT, the account's own store, and one number that speaks for both. */
export async function openStores(given: Given, appUrl: string, opened: Date): Promise<SeedStore> {
  const made = await openStore(given, appUrl, opened)
  return {
    ...made,
    store: {
      id: made.storeId,
      platform: PLATFORM,
      postbackUrl: `${appUrl}/api/postbacks/${made.token}`,
      integrationKey: INTEGRATION_KEY,
    },
  }
}

/** A week of its events, in the order in which the postbacks come. */
export const planOrders = (given: Given, { token }: Made): readonly Deed[] =>
  tellOrders(given.tools.now(), given.chance).map((told) => ({
    at: told.at,
    act: async () => {
      await receive(toolsAt(given.tools, told.at), given.actor.accountId, token, told)
      return []
    },
  }))

/** Lets what is due leave, at its own minute, up to a moment. */
export function runQueue(given: Given, { instanceId }: Made, start: Date) {
  let clock = start.getTime()
  return async (until: Date) => {
    clock = await sendUntil(given, instanceId, { from: clock, until: until.getTime() })
  }
}

async function openStore({ tools, actor }: Given, appUrl: string, opened: Date): Promise<Made> {
  const opening = toolsAt(tools, opened)
  const ctx: Ctx<'member'> = { ...opening, actor }
  const { id: instanceId } = must(
    await createInstance(ctx, {
      channel: CHANNEL,
      name: 'WhatsApp do Quintal',
      settings: {
        phoneNumberId: '104512345671234',
        token: 'EAADEMO',
        appSecret: 'simulated-app-secret',
      },
      callbackOrigin: appUrl,
    }),
  )
  const created = must(await createStore(ctx, { name: 'Clube do Quintal', platform: PLATFORM }))
  const { storeId, token } = created
  must(await saveStoreKey(ctx, { storeId, key: new Secret(INTEGRATION_KEY) }))
  must(
    await editStore(ctx, {
      storeId,
      instanceId,
      supportPhone: '+5511912345678',
      supportEmail: 'ajuda@quintalsonoro.example.com',
    }),
  )
  await receive(opening, actor.accountId, token, testOrder(opened))
  // Sales of our own speak through the same number.
  const native = await ensureNativeStore(ctx)
  must(await editStore(ctx, { storeId: native, instanceId }))
  return { storeId, token, instanceId }
}

/** What “Testar URL” sends: it lights the checklist, and nobody is told. */
const testOrder = (at: Date): Told => ({
  at,
  happening: 'paid',
  order: {
    person: {
      name: 'Cliente Teste',
      email: 'cliente.teste@example.com',
      phone: '11900000000',
      document: '52998224725',
    },
    number: 1,
    price: 19_700,
    product: 'Produto de teste',
    origin: {},
    hasPhone: true,
    test: true,
  },
})

/** From the gateway's bytes to scheduled messages, as the route and the two functions do it. */
async function receive(now: Tools, accountId: Id<'account'>, token: string, told: Told) {
  const body = paytBody(INTEGRATION_KEY, told.happening, told.order, told.at)
  const bytes = new TextEncoder().encode(body)
  const headers = new Headers({ 'content-type': 'application/json' })
  const read = async () => ({ headers, query: new URLSearchParams(), bytes })
  const kept = must(await receivePostback(now, { token, remoteAddress: null, read }))
  const ctx: Ctx<'job'> = { ...now, actor: { kind: 'job', accountId, name: RUN } }
  const reading = await readPostback(ctx, kept.id)
  if (reading.outcome !== 'read') return
  for (const purchase of reading.purchases) await schedule(ctx, purchase.id)
}

/** The pump of an instance with the clock in our hands: what is due leaves at its own minute. */
async function sendUntil(
  given: Given,
  instanceId: Id<'instance'>,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<number> {
  const { tools, actor } = given
  let clock = from
  while (clock < until) {
    const now = toolsAt(tools, new Date(clock))
    const ctx: Ctx<'job'> = {
      ...now,
      actor: { kind: 'job', accountId: actor.accountId, name: RUN },
    }
    const sent: Id<'message'>[] = []
    const note = ({ messageId, outcome }: Outcome) => {
      if (outcome === 'sent') sent.push(messageId)
    }
    const next = await drainQueue(ctx, { instanceId, runId: RUN, note })
    for (const id of sent) await hearReceipts(given, ctx, { id, instanceId, clock })
    const at = next === null ? await nextMoment(tools, instanceId, until) : Date.parse(next.until)
    // What is scheduled meanwhile may be due before the queue meant to wake.
    clock = Math.max(clock + 1, Math.min(at, until))
  }
  return clock
}

type Leaving = {
  readonly id: Id<'message'>
  readonly instanceId: Id<'instance'>
  readonly clock: number
}

/** WhatsApp's receipts, which nobody could bring while the pages were not up. */
async function hearReceipts({ tools, chance }: Given, ctx: Ctx<'job'>, leaving: Leaving) {
  const [instance] = await tools.db
    .select()
    .from(instances)
    .where(eq(instances.id, leaving.instanceId))
  if (instance === undefined) return
  const hear = (state: 'delivered' | 'read', afterMs: number) => {
    const at = new Date(leaving.clock + afterMs)
    if (at > tools.now()) return
    const status = { kind: 'status', messageId: leaving.id, channelMessageId: null } as const
    return receiveNotice(ctx, instance, { ...status, state, at, refusal: null })
  }
  if (chance.next() < 0.94) await hear('delivered', 3_000)
  if (chance.next() < 0.7) await hear('read', 40_000 + chance.below(600_000))
}

/** When the earliest waiting message may leave; `until` when none does before it. */
async function nextMoment({ db }: Tools, id: Id<'instance'>, until: number): Promise<number> {
  const { state, instanceId, sendAfter, heldUntil } = messages
  const at = sql<string | null>`min(greatest(${sendAfter}, coalesce(${heldUntil}, ${sendAfter})))`
  const [first] = await db
    .select({ at })
    .from(messages)
    .where(and(eq(instanceId, id), inArray(state, ['scheduled', 'queued'])))
  return Math.min(until, first?.at == null ? until : Date.parse(first.at))
}
