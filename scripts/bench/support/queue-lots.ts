// scripts/bench/support/queue-lots.ts
import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { accounts } from '@/db/schema/accounts'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import { type Id, makeId } from '@/lib/kernel/ids'
import { Secret } from '@/lib/kernel/secret'
import { createInstance } from '@/lib/notifications/create-instance'
import { ensureRules } from '@/lib/notifications/rules'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { openKeyring } from '@/lib/platform/keyring'
import { openStorage } from '@/lib/platform/storage'

/** The worker's and ours: what one seals the other opens. */
export const BENCH_KEY = `k1:${'A'.repeat(43)}=`

export function benchCtx(db: Database, simulators: Ctx['simulators']): Ctx<'job'> {
  const newId: Ctx['newId'] = (entity) => makeId(entity, new Date(), randomBytes(16))
  return {
    actor: { kind: 'job', accountId: newId('account'), name: 'bench' },
    ...{ db, newId, simulators, http: sendHttp },
    now: () => new Date(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    within: (work) => work,
    keyring: openKeyring(new Secret(BENCH_KEY)),
    storage: openStorage({ http: sendHttp, now: () => new Date() }, { DATA_DIR: '.test' }),
    appUrl: 'http://127.0.0.1',
  }
}

export type BenchSender = { readonly instanceId: Id<'instance'>; readonly storeId: Id<'store'> }

/** One sender and a store of its own that speaks through it. */
export async function openSender(
  ctx: Ctx<'job'>,
  channel: string,
  n: number,
): Promise<BenchSender> {
  const { db } = ctx
  const { accountId } = ctx.actor
  await db
    .insert(accounts)
    .values({ id: accountId, name: 'Bench', createdAt: ctx.now() })
    .onConflictDoNothing()
  const settings =
    channel === 'sandbox'
      ? {}
      : { phoneNumberId: String(104_512_345_670_000 + n), token: 'EAABENCH', appSecret: 'secret' }
  const made = await createInstance(ctx, { channel, name: `${channel} ${n}`, settings })
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  const storeId = ctx.newId('store')
  await db.insert(stores).values({
    ...{ id: storeId, accountId, name: `Loja ${n}`, platform: 'payt', state: 'active' },
    ...{ token: storeId, instanceId: made.value.id, settings: {}, createdAt: ctx.now() },
  })
  await ensureRules(ctx, storeId)
  await db
    .update(instances)
    .set({ state: 'connected', warmUp: false, dailyCap: null, quietFrom: null, quietTo: null })
    .where(eq(instances.id, made.value.id))
  return { instanceId: made.value.id, storeId }
}

export type Lot = BenchSender & {
  /** Names its orders, and with the number of each its buyers: nobody is in two lots. */
  readonly lot: number
  readonly count: number
  /** When the first is due, and over how long the others spread. */
  readonly fromMs: number
  readonly overMs: number
}

/** Confirmations of payment as the product would have scheduled them, each of a cart of its own. */
export async function writeMessages({ db, actor }: Ctx<'job'>, lot: Lot): Promise<void> {
  const { instanceId, storeId, count, overMs } = lot
  const name = `'${lot.lot}x' || n`
  const id = (prefix: string) => `'${prefix}_' || lpad(replace(${name}, 'x', 'z'), 25, '0')`
  const due = `to_timestamp(${lot.fromMs / 1_000}::float8 + ${overMs / 1_000}::float8 * n / ${count})`
  const who = `'${actor.accountId}', '${storeId}'`
  const of = `from generate_series(0, ${count - 1}) n`
  const phone = `'+55119' || lpad((${lot.lot}::bigint * 10000 + n + 1)::text, 8, '0')`
  const sql = db.$client
  await sql.begin(async (tx) => {
    await tx`set local synchronous_commit = off`
    await tx.unsafe(`insert into threads (id, account_id, store_id, kind, key, created_at)
      select ${id('thr')}, ${who}, 'cart', ${name}, now() ${of}`)
    await tx.unsafe(`insert into thread_orders
      (account_id, store_id, thread_id, kind, key, snapshot, last_occurred_at)
      select ${who}, ${id('thr')}, 'transaction', ${name}, '${SNAPSHOT}'::jsonb, now() ${of}`)
    await tx.unsafe(`insert into thread_events
      (account_id, store_id, thread_id, purchase_id, event, spoken, occurred_at, received_at, order_kind, order_key)
      select ${who}, ${id('thr')}, ${id('pur')}, 'payment_approved', true, now(), now(), 'transaction', ${name} ${of}`)
    await tx.unsafe(`insert into messages (id, account_id, store_id, instance_id, thread_id, thread_key,
        order_kind, order_key, purchase_id, event, occurred_at, rule, step, text_version, lane, kind,
        outside_path, customer_name, recipient, state, send_after, valid_until, created_at)
      select ${id('msg')}, ${who}, '${instanceId}', ${id('thr')}, ${name}, 'transaction', ${name},
        ${id('pur')}, 'payment_approved', now(), 'payment_approved', 1, 1, 'normal', 'transactional',
        false, 'Ana', ${phone}, 'scheduled', ${due}, ${due} + interval '2 days', now() ${of}`)
  })
}

const SNAPSHOT = JSON.stringify({
  ...{ customerName: 'Ana Exemplo', customerEmail: 'ana@example.com', phone: '+5511987654321' },
  ...{ productName: 'Violão do Zero', products: [{ name: 'Violão do Zero', quantity: 1 }] },
  ...{ amount: 19_700, installments: null, method: 'pix', refusalReason: null },
  ...{ checkoutUrl: 'https://checkout.example.com/abc', pix: null, boleto: null, coupons: [] },
  ...{ delivery: null, subscription: null },
})
