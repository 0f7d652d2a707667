// tests/integration/deliver-bell.test.ts
import { createServer } from 'node:http'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import type { SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { sendHttp } from '@/lib/platform/http'
import { safeAddressIssue } from '@/lib/platform/safe-address'
import { findBell } from '@/lib/sales/bell-view'
import { submitPayment } from '@/lib/sales/submit-payment'
import { openDelivery } from '@/lib/webhooks/open-delivery'
import { replayDelivery } from '@/lib/webhooks/replay-delivery'
import { RETRY_AFTER_MS } from '@/lib/webhooks/retry-plan'
import { sendDelivery } from '@/lib/webhooks/send-delivery'
import { listDeliveries } from '@/lib/webhooks/views'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { closedPort, testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const tools = { ...base, simulators: simulator.addresses }

type Heard = { readonly form: Record<string, string>; readonly id: string | undefined }
const heard: Heard[] = []
let answers: number[] = []
let location: string | undefined

/** The producer's own system. */
const members = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
    const id = request.headers['x-campainha-delivery']
    heard.push({ form, id: typeof id === 'string' ? id : undefined })
    response.writeHead(answers.shift() ?? 200, location === undefined ? {} : { location })
    response.end('x'.repeat(2_000))
  })
})
await new Promise<void>((ready) => members.listen(0, '127.0.0.1', ready))
afterAll(() => members.close())
const port = (members.address() as { port: number }).port
const url = `http://127.0.0.1:${port}/campainha`

let shop: Awaited<ReturnType<typeof givenShop>>
beforeEach(async () => {
  advance(3_600_000)
  heard.length = 0
  answers = []
  location = undefined
  shop = await givenShop(tools, { bellUrl: url })
})

async function sold(number?: string, bellUrl?: string) {
  const more = { reference: 'PED-7', ...(bellUrl !== undefined && { bellUrl }) }
  const input = givenApiSubmit('k', shop.offer.code, number, more)
  const result = await submitPayment(shop.api, input)
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale
}

/** What the function does with one fact, its pauses left out. */
async function ring(saleId: Id<'sale'>, status: SaleStatus, factId = base.newId('fact')) {
  const bell = await findBell(shop.api, saleId, status)
  if (bell === null) return null
  return openDelivery(shop.api, { ...bell, saleId, factId })
}

describe('the bell', () => {
  test('tells a paid sale with every field the old receivers read', async () => {
    const sale = await sold()
    const id = await ring(sale.id, 'paid')
    expect(await sendDelivery(shop.api, id as Id<'delivery'>)).toMatchObject({ state: 'delivered' })
    expect(heard).toMatchObject([
      {
        id,
        form: {
          'venda.idVenda': String(sale.number),
          'venda.idVendaEmpresa': 'PED-7',
          'venda.status': '1',
          'venda.valor': '19700',
          'venda.valorCobrado': '197.00',
          'venda.adquirente': 'CIELO',
          'venda.formaPagamento': 'visa',
          'venda.eci': '3',
          'venda.cartaoCredito.numeroMask': '****1930',
        },
      },
    ])
    expect(JSON.stringify(heard)).not.toContain(CARDS.approved)
  })

  test('tells a refused one with the code, its meaning and what the buyer can do', async () => {
    const sale = await sold(CARDS.blocked)
    const id = await ring(sale.id, 'refused')
    await sendDelivery(shop.api, id as Id<'delivery'>)
    expect(heard[0]?.form).toMatchObject({ 'venda.status': '6', 'venda.lr': '78' })
    expect(heard[0]?.form['venda.lrDescricao']).not.toBe('')
    expect(heard[0]?.form['venda.msgErro']).toContain('78')
  })

  test('names the authorisation that took the money, not a later one that was let go', async () => {
    const sale = await sold()
    const [paid] = await db.select().from(attempts).where(eq(attempts.saleId, sale.id))
    if (paid === undefined) throw new Error('the sale has no attempt')
    await db.insert(attempts).values({
      ...paid,
      id: base.newId('attempt'),
      position: 1,
      acquirer: 'rede',
      reference: 'LETGO00000000001',
      status: 'voided',
      tid: '99',
    })
    const id = await ring(sale.id, 'paid')
    await sendDelivery(shop.api, id as Id<'delivery'>)
    expect(heard[0]?.form).toMatchObject({
      'venda.adquirente': 'CIELO',
      'venda.tid': paid.tid,
      'venda.arp': paid.arp,
    })
  })

  test('is rung once for a fact that comes twice', async () => {
    const sale = await sold()
    const fact = base.newId('fact')
    const [first, second] = [await ring(sale.id, 'paid', fact), await ring(sale.id, 'paid', fact)]
    expect(second).toBe(first)
    await sendDelivery(shop.api, first as Id<'delivery'>)
    await sendDelivery(shop.api, first as Id<'delivery'>)
    expect(heard).toHaveLength(1)
  })

  test('that nobody hears is rung again after a while, and its tries are kept', async () => {
    answers = [500, 302, 204]
    const sale = await sold()
    const id = (await ring(sale.id, 'paid')) as Id<'delivery'>
    expect(await sendDelivery(shop.api, id)).toEqual({
      state: 'waiting',
      retryAfterMs: RETRY_AFTER_MS[0],
    })
    expect(await sendDelivery(shop.api, id)).toMatchObject({ retryAfterMs: RETRY_AFTER_MS[1] })
    expect(await sendDelivery(shop.api, id)).toEqual({ state: 'delivered', retryAfterMs: null })
    const [shown] = await listDeliveries(shop.member, sale.id)
    expect(shown?.tries.map(({ status }) => status)).toEqual([500, 302, 204])
    expect(shown?.tries[0]?.excerpt.length).toBe(500)
  })

  test('gives up at the end of the plan', async () => {
    const sale = await sold(undefined, await closedPort())
    const id = (await ring(sale.id, 'paid')) as Id<'delivery'>
    for (const _ of RETRY_AFTER_MS) {
      expect((await sendDelivery(shop.api, id)).state).toBe('waiting')
    }
    expect(await sendDelivery(shop.api, id)).toEqual({ state: 'failed', retryAfterMs: null })
    const [shown] = await listDeliveries(shop.member, sale.id)
    expect(shown?.tries[0]).toMatchObject({ status: null, excerpt: 'ECONNREFUSED' })
  })

  test('is resent with the same bytes and the same name when a person asks', async () => {
    const sale = await sold()
    const id = (await ring(sale.id, 'paid')) as Id<'delivery'>
    await sendDelivery(shop.api, id)
    const again = await replayDelivery(shop.member, { deliveryId: id })
    if (!again.ok) throw new Error(again.error.code)
    await sendDelivery(shop.api, again.value.deliveryId)
    expect(heard[1]).toEqual(heard[0])
    const asked = await db
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(sql`${outbox.name} = 'delivery.requested'`)
    expect(asked).toContainEqual({ payload: { deliveryId: again.value.deliveryId } })
    const other = await givenShop(tools)
    expect(await replayDelivery(other.member, { deliveryId: id })).toMatchObject({ ok: false })
  })
})

describe('an address inside our own network', () => {
  test('is refused when it is saved, by number and by name', async () => {
    const deployed = { simulators: {} }
    expect(await safeAddressIssue(deployed, 'http://10.1.2.3/')).toBe('private_address')
    expect(await safeAddressIssue(deployed, 'http://127.0.0.1/')).toBe('private_address')
    expect(await safeAddressIssue(deployed, 'http://localhost/')).toBe('private_address')
    expect(await safeAddressIssue(tools, url)).toBeNull()
  })

  test('is refused again at the moment of the call', async () => {
    for (const address of [url, `http://localhost:${port}/campainha`]) {
      const sale = await sold(undefined, address)
      const id = (await ring(sale.id, 'paid')) as Id<'delivery'>
      const deployed = { ...shop.api, simulators: {} }
      expect((await sendDelivery(deployed, id)).state).toBe('waiting')
      expect((await listDeliveries(shop.member, sale.id))[0]?.tries).toMatchObject([
        { status: null, excerpt: 'PRIVATE_ADDRESS' },
      ])
      shop = await givenShop(tools, { bellUrl: url })
    }
    expect(heard).toEqual([])
  })

  test('is not reached by a redirect either', async () => {
    answers = [302]
    location = 'http://169.254.169.254/latest/meta-data'
    const id = (await ring((await sold()).id, 'paid')) as Id<'delivery'>
    expect((await sendDelivery(shop.api, id)).state).toBe('waiting')
    expect(heard).toHaveLength(1)
  })
})

test('a sale without an address rings nowhere', async () => {
  shop = await givenShop(tools)
  expect(await ring((await sold()).id, 'paid')).toBeNull()
})
