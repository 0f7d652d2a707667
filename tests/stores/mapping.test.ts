// tests/stores/mapping.test.ts
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Mapping } from '@/db/schema/stores'
import { guessMapping } from '@/lib/postbacks/guess-mapping'
import { MAPPING_PRESETS } from '@/lib/postbacks/mapping-presets'
import { generic } from '@/lib/postbacks/platforms/generic'
import { MappingInput } from '@/lib/stores/mapping.schema'
import { sentAs } from '../support/sent'

const folder = new URL('../fixtures/postbacks/generic/', import.meta.url)
const parse = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const mapping: Mapping = parse('index.json')._meta.settings.mapping

const readBy = (by: Mapping, body: object, query = '') => {
  const sent = { ...sentAs(body), query: new URLSearchParams(query) }
  return generic.tryRead(sent, { mapping: by })?.purchases[0]
}
const wrongIn = (change: object) =>
  MappingInput.safeParse({ ...mapping, ...change }).error?.issues.map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  )

describe('a mapping', () => {
  test('that is whole is taken as it is', () => {
    expect(MappingInput.parse(mapping)).toEqual(mapping)
  })

  test('is refused beside the field that is missing, with its own word', () => {
    expect(wrongIn({ fields: { 'customer.phone': ['tel'] } })).toEqual([
      'fields.orderKey order_needed',
    ])
    expect(wrongIn({ fields: { orderKey: ['id'] } })).toEqual([
      'fields.customer.phone phone_needed',
    ])
    expect(wrongIn({ event: [] })).toEqual(['event event_needed'])
    expect(wrongIn({ events: {} })).toEqual(['events events_needed'])
    expect(wrongIn({ zone: 'America/Atlantis' })).toEqual(['zone zone'])
    expect(wrongIn({ secret: { in: 'header', name: 'x secret' } })).toEqual([
      'secret.name secret_name',
    ])
    expect(wrongIn({ secret: { in: 'body', path: [] } })).toEqual(['secret.path path'])
  })

  test.each([
    ['decimal_dot', '1,297.90', 129790],
    ['decimal_dot', 197, 19700],
    ['decimal_dot', 149.70000000000002, 14970],
    ['decimal_comma', 'R$ 1.297,90', 129790],
    ['decimal_comma', '1.297', 129700],
    ['decimal_comma', 27.5, 2750],
    ['cents', '19700', 19700],
    ['cents', '197,00', null],
  ] as const)('reads money in the one unit that was said: %s %s', (money, total, cents) => {
    const told = readBy({ ...mapping, money }, { data: { order: { code: 'A', total } } })
    expect(told?.amount ?? null).toBe(cents)
    expect(told?.warnings).toEqual(told?.amount == null ? ['amount_unreadable'] : [])
  })

  test.each([
    ['iso', '2026-10-05T10:01:44-03:00', '2026-10-05T13:01:44.000Z'],
    ['iso', '2026-10-05T10:01:44.120', '2026-10-05T14:01:44.000Z'],
    ['ymd_hms', '2026-10-05 10:01:44', '2026-10-05T14:01:44.000Z'],
    ['dmy_hms', '05/10/2026', '2026-10-05T04:00:00.000Z'],
    ['epoch_s', 1791208904, '2026-10-05T14:01:44.000Z'],
    ['epoch_ms', '1791208904000', '2026-10-05T14:01:44.000Z'],
    ['ymd_hms', 'ontem', null],
  ] as const)('reads time in the one form that was said: %s %s', (dates, changed_at, instant) => {
    const told = readBy({ ...mapping, dates }, { data: { order: { code: 'A', changed_at } } })
    expect(told?.occurredAt?.toISOString() ?? null).toBe(instant)
  })

  test('never throws, whatever stands where it points', () => {
    for (const strange of [null, [], {}, true, 1e308, 'x'.repeat(100_000), [['a']]]) {
      const body = { id: strange, type: strange, data: { order: strange, client: strange } }
      expect(() => readBy(mapping, body)).not.toThrow()
    }
  })
})

describe('the shapes of the event API that the market speaks', () => {
  const order = {
    customer: { first_name: 'Íris', last_name: 'Modelo', phone: '5511987654321' },
    order: {
      id: 77,
      total: 197.5,
      payment_type: 'pix',
      products: [{ name: 'Curso' }],
      pix: { bacen_code: '000201', due_date: '2026-10-05 14:01:44' },
    },
  }

  test('are read with the slug in the body', () => {
    const told = readBy(MAPPING_PRESETS.slug_in_body, { ...order, event: 'waiting-payment' })
    expect(told).toMatchObject({
      event: 'pix_generated',
      orderKey: '77',
      amount: 19750,
      customer: { name: 'Íris Modelo', phone: '+5511987654321' },
      pix: { code: '000201', expiresAt: new Date('2026-10-05T14:01:44Z') },
    })
  })

  test.each([
    ['order-paid', 'payment_approved'],
    ['billet-printed', 'boleto_generated'],
    ['shipping-arrived-for-withdrawal', 'awaiting_pickup'],
    ['nps-survery', 'ignored'],
    ['something-else', 'unknown'],
  ])('are read with the slug in the address: %s', (slug, event) => {
    expect(readBy(MAPPING_PRESETS.slug_in_address, order, `event=${slug}`)).toMatchObject({ event })
  })

  test('each way to wait for a payment is an event of its own', () => {
    const waiting = (payment_type: string) =>
      readBy(MAPPING_PRESETS.slug_in_body, {
        event: 'waiting-payment',
        order: { id: 1, payment_type },
      })?.event
    expect(['credit-card', 'deposit', 'pix'].map(waiting)).toEqual([
      'payment_in_analysis',
      'payment_pending',
      'pix_generated',
    ])
  })
})

describe('a first proposal', () => {
  test('finds by their names what most messages are made of', () => {
    const guessed = guessMapping(
      {
        event: 'purchase_paid',
        created_at: '2026-10-05 10:01:44',
        order: { id: 'A1', total: '197,00', payment_method: 'pix' },
        cliente: { nome: 'Íris', telefone: '11987654321', email: 'iris@example.com' },
        produto: { nome: 'Curso' },
      },
      { utm_source: 'ig' },
    )
    expect(guessed).toMatchObject({
      event: ['event'],
      money: 'decimal_comma',
      dates: 'ymd_hms',
      fields: {
        orderKey: ['order', 'id'],
        'customer.name': ['cliente', 'nome'],
        'customer.phone': ['cliente', 'telefone'],
        'customer.email': ['cliente', 'email'],
        'product.name': ['produto', 'nome'],
        'order.amount': ['order', 'total'],
        'order.method': ['order', 'payment_method'],
        'tracking.utm_source': ['$query', 'utm_source'],
      },
    })
  })

  test('of what is no body at all is empty', () => {
    expect(guessMapping('text', {})).toMatchObject({ fields: {}, event: [] })
  })
})
