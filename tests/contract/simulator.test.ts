// tests/contract/simulator.test.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { sendHttp } from '@/lib/platform/http'
import { makeChance } from '@/lib/simulator/faults'
import { startSimulator } from '@/lib/simulator/server'
import { givenCielo, givenPayment } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const simulator = await testSimulator()
const { ctx } = testCtx({ http: sendHttp })
const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
afterAll(() => rmSync(folder, { recursive: true }))

const control = async (method: string, path: string, body?: object) => {
  const reply = await fetch(`${simulator.url}/_control/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  return { status: reply.status, body: text === '' ? null : JSON.parse(text) }
}
const fault = (more: object) =>
  control('POST', 'faults', { acquirer: 'cielo', operation: 'authorize', ...more })

let serial = 0
const sell = (url = simulator.url) =>
  givenCielo(url).authorize(ctx, { ...givenPayment(), reference: `REF${++serial}` })
const kindsOf = async (sales: number) => {
  const kinds: string[] = []
  for (let n = 0; n < sales; n++) kinds.push((await sell()).kind)
  return kinds
}

describe('addresses', () => {
  test('each counterpart has one of its own, beside the shared one', async () => {
    const { body } = await control('GET', 'addresses')
    expect(Object.keys(body)).toEqual(['control', 'cielo', 'rede', 'whatsapp', 'evolution', 'smtp'])
    expect(new Set(Object.values(body)).size).toBe(6)
    expect(body.control).toBe(simulator.url)
  })

  test('at its own address a counterpart answers for nobody else', async () => {
    const reply = await fetch(`${simulator.addresses.rede}/1/sales/x`)
    expect(reply.status).toBe(404)
    expect((await sell(simulator.addresses.cielo)).kind).toBe('done')
  })

  test('the control is at the shared address alone', async () => {
    expect((await fetch(`${simulator.addresses.cielo}/_control/ledger`)).status).toBe(404)
  })
})

describe('a refused connection', () => {
  const own = () => simulator.addresses.cielo

  test('is a real one, for as long as the fault stands', async () => {
    await fault({ mode: 'refuse_connection' })
    expect(await sell(own())).toEqual({ kind: 'not_sent', cause: 'ECONNREFUSED' })
    expect((await fetch(`${simulator.addresses.rede}/v2/transactions`)).status).toBe(401)
    await control('DELETE', 'faults')
    expect((await sell(own())).kind).toBe('done')
  })

  test('ends by itself after its time', async () => {
    await fault({ mode: 'refuse_connection', forMs: 150 })
    expect((await sell(own())).kind).toBe('not_sent')
    await expect.poll(async () => (await sell(own())).kind, { timeout: 3_000 }).toBe('done')
  })

  test('is not used up by calls', async () => {
    await fault({ mode: 'refuse_connection', count: 1 })
    for (let n = 0; n < 3; n++) expect((await sell(own())).kind).toBe('not_sent')
  })

  test('cannot be told apart from silence at the shared address', async () => {
    await fault({ mode: 'refuse_connection' })
    expect((await sell()).kind).toBe('unknown')
    expect(simulator.ledger.entries).toEqual([])
  })
})

describe('a fault', () => {
  test('is spent once, unless it says how often', async () => {
    await fault({ mode: 'http_500' })
    expect(await kindsOf(2)).toEqual(['unknown', 'done'])
    await fault({ mode: 'http_500', count: 2 })
    expect(await kindsOf(3)).toEqual(['unknown', 'unknown', 'done'])
  })

  test('that may happen meets the same calls with the same luck', async () => {
    const seeded = { mode: 'http_500', probability: 0.5, seed: 7 }
    await fault(seeded)
    const first = await kindsOf(12)
    await control('DELETE', 'faults')
    await fault(seeded)
    expect(await kindsOf(12)).toEqual(first)
    expect(new Set(first)).toEqual(new Set(['unknown', 'done']))
  })

  test('lasts as long as it says', async () => {
    await fault({ mode: 'http_500', forMs: 200 })
    expect(await kindsOf(2)).toEqual(['unknown', 'unknown'])
    await expect.poll(async () => (await sell()).kind, { timeout: 3_000 }).toBe('done')
  })

  test('belongs to its operation', async () => {
    await fault({ operation: 'capture', mode: 'http_500' })
    expect(await kindsOf(1)).toEqual(['done'])
  })

  test('that drops the request books nothing; that drops the answer books it', async () => {
    await fault({ mode: 'drop_request' })
    await sell()
    expect(simulator.ledger.entries).toHaveLength(0)
    await fault({ mode: 'drop_response' })
    await sell()
    expect(simulator.ledger.entries).toHaveLength(1)
  })

  test('that delays is an answer in the end', async () => {
    await fault({ mode: 'delay', delayMs: 60 })
    const began = performance.now()
    expect((await sell()).kind).toBe('done')
    expect(performance.now() - began).toBeGreaterThanOrEqual(55)
  })

  test.each([
    [{ mode: 'return_code' }, 'code'],
    [{ mode: 'explode' }, 'mode'],
    [{ mode: 'delay', delay: 5 }, undefined],
    [{ mode: 'http_500', probability: 2 }, 'probability'],
  ])('that makes no sense is refused: %o', async (wrong, path) => {
    const { status, body } = await fault(wrong)
    expect(status).toBe(400)
    if (path) expect(body.error[0].path).toEqual([path])
  })
})

describe('the books', () => {
  test('the ledger tells what the acquirer knows, and no card number', async () => {
    await sell()
    const { body } = await control('GET', 'ledger')
    expect(body).toEqual([
      {
        acquirer: 'cielo',
        merchant: expect.any(String),
        reference: `REF${serial}`,
        tid: expect.stringMatching(/^\d{20}$/),
        amount: 19_90,
        status: 'authorized',
        capturedAmount: 0,
        refundedAmount: 0,
        bin: '402400',
        last4: '1930',
        brand: 'Visa',
        createdAt: expect.stringMatching(/Z$/),
      },
    ])
  })

  test('messages are told as they were accepted', async () => {
    simulator.messages.add({ channel: 'whatsapp', instance: '1', to: '+5511987654321', body: 'Oi' })
    expect((await control('GET', 'messages')).body).toMatchObject([
      { channel: 'whatsapp', instance: '1', to: '+5511987654321', body: 'Oi' },
    ])
  })

  test('are empty after a reset, and no fault is left', async () => {
    await sell()
    await fault({ mode: 'http_500' })
    expect((await control('POST', 'reset')).status).toBe(204)
    expect((await control('GET', 'ledger')).body).toEqual([])
    expect((await sell()).kind).toBe('done')
  })

  test('outlive the process when a file is named', async () => {
    const statePath = join(folder, 'deep', 'state.json')
    const first = await startSimulator({ port: 0, statePath })
    const reference = `REF${++serial}`
    await givenCielo(first.url).authorize(ctx, { ...givenPayment(), reference })
    await first.stop()

    const second = await startSimulator({ port: 0, statePath })
    expect(await givenCielo(second.url).find(ctx, reference)).toMatchObject({ kind: 'authorized' })
    await second.stop()
  })

  test('remember who waits to be paid, which card was kept, and where to tell', async () => {
    const statePath = join(folder, 'waiting.json')
    let now = new Date('2026-11-22T15:00:00Z')
    const start = () => startSimulator({ port: 0, statePath, now: () => now })
    const first = await start()
    const { ctx: at } = testCtx({ http: sendHttp, at: now.toISOString() })
    const reference = `REF${++serial}`
    const payer = { name: 'Maria', document: '52998224725', email: 'maria@example.com' }
    const expiresAt = new Date(now.getTime() + 3_600_000)
    const amount = centavos(39_02) // Pays itself after eight seconds.
    const route = givenCielo(first.url)
    await route.issue(at, { reference, method: 'pix', amount, payer, expiresAt })
    const kept = await route.keepCard(at, { card: givenPayment().card, payer })
    first.register('cielo', { url: 'http://127.0.0.1:9/' })
    await first.stop()

    now = new Date(now.getTime() + 8_000)
    const second = await start()
    const again = givenCielo(second.url)
    expect(await again.find(at, reference)).toMatchObject({ kind: 'captured' })
    if (kept.kind !== 'done') throw new Error('not kept')
    const { securityCode } = givenPayment().card
    const card = { ...kept.value, brand: 'visa', securityCode, networkIds: null } as const
    const charge = { reference: `REF${++serial}`, amount, installments: 1, card }
    expect(await again.chargeKept(at, charge)).toMatchObject({ kind: 'done' })
    expect(second.notices).toMatchObject([{ acquirer: 'cielo', body: { ChangeType: 1 } }])
    await second.stop()
  })

  test('of an older version are still read', async () => {
    const statePath = join(folder, 'older.json')
    const old = {
      acquirer: 'cielo',
      merchant: '7b1f2f0e-3d3f-4a53-9c5b-0f6b1f6f3a10',
      reference: 'OLD1',
      key: '24bc8366-fc31-4d6c-8555-17049a836a07',
      tid: '1',
      nsu: '1',
      arp: '1',
      amount: 19_90,
      installments: 1,
      status: 'captured',
      capturedAmount: 19_90,
      refundedAmount: 5_00,
      code: '4',
      brandCode: null,
      bin: '402400',
      last4: '1930',
      brand: 'Visa',
      statementName: '',
      createdAt: '2026-11-20T15:00:00.000Z',
      capturedAt: '2026-11-20T15:00:00.000Z',
      refunds: [
        {
          id: 'r',
          amount: 5_00,
          at: '2026-11-20T16:00:00.000Z',
          doneAt: '2026-11-20T16:00:00.000Z',
        },
      ],
      unfinished: false,
      hiddenSearches: 0,
    }
    writeFileSync(statePath, JSON.stringify({ entries: [old], messages: [], shelves: {} }))
    const simulator = await startSimulator({ port: 0, statePath })
    const found = await givenCielo(simulator.url).find(ctx, 'OLD1')
    expect(found).toMatchObject({ kind: 'captured', captured: 19_90, refunded: 5_00 })
    await simulator.stop()
  })

  test('that cannot be read stop the start, rather than being lost', async () => {
    const statePath = join(folder, 'broken.json')
    writeFileSync(statePath, '{')
    await expect(startSimulator({ port: 0, statePath })).rejects.toThrow('SIMULATOR_STATE')
  })
})

test('a taken port is said, not survived', async () => {
  const port = Number(new URL(simulator.url).port)
  await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE')
})

test('luck is the same for the same seed', () => {
  const [one, other] = [makeChance(5), makeChance(5)]
  expect(Array.from({ length: 5 }, one)).toEqual(Array.from({ length: 5 }, other))
})
