// tests/notifications/render.test.ts
import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@/db/schema/threads'
import { PLAN } from '@/lib/notifications/plan'
import { issuesOf, render } from '@/lib/notifications/render'

const NOW = new Date('2026-10-05T13:20:00Z')
const full: OrderSnapshot = {
  customerName: 'ANA maria de souza',
  customerEmail: 'ana@example.com',
  phone: '+5511987654321',
  productName: 'Violão do Zero',
  products: [
    { name: 'Violão do Zero', quantity: 1 },
    { name: 'Afinador', quantity: 2 },
  ],
  amount: 197_00,
  installments: 3,
  method: 'pix',
  refusalReason: 'SALDO INSUFICIENTE (51)',
  checkoutUrl: 'https://x.example/?a=1&b=2',
  pix: { code: '00020126BR', url: null, expiresAt: '2026-10-05T14:01:00Z' },
  boleto: { line: '34191.79001', url: 'https://b.example/1', dueAt: '2026-10-08T02:59:59Z' },
  coupons: [
    { code: 'DEZ', kind: 'percentage', value: 10, minPrice: 0, expiresAt: null },
    { code: 'VINTECINCO', kind: 'fixed', value: 25_50, minPrice: 0, expiresAt: null },
    {
      code: 'VENCIDO',
      kind: 'percentage',
      value: 90,
      minPrice: 0,
      expiresAt: '2026-10-01T00:00:00Z',
    },
  ],
  delivery: { code: 'BR123', url: 'https://r.example/BR123' },
  subscription: { plan: 'Clube', nextChargeAt: '2026-11-05' },
}
const store = { name: 'Corda Solta', supportPhone: null, supportEmail: null }
const say = (text: string, order: Partial<OrderSnapshot> = {}) => {
  const telling = { orderKey: 'TX1', order: { ...full, ...order }, store, now: NOW }
  const rendered = render(
    { rule: 'payment_approved', text, fallback: null, template: null },
    telling,
  )
  return rendered.ok ? rendered.value.body : rendered.error
}

describe('what a template says', () => {
  test.each([
    ['{{order.total}}', 'R$ 197,00'],
    ['{{order.installments}}x de {{order.installment_value}}', '3x de R$ 65,67'],
    ['{{pix.expires_at}}, em {{pix.expires_in}}', '05/10 às 11:01, em 41 minutos'],
    ['{{boleto.due_date}}', '07/10'],
    ['{{order.refusal_reason}}', 'foi recusado por falta de limite'],
    ['{{coupon.code}}: {{coupon.label}}', 'VINTECINCO: R$ 25,50 de desconto'],
    ['{{subscription.next_charge}}', '05/11'],
    ['{{payment.method_label}}', 'Pix'],
    [
      '{{#order.products}}{{quantity}} {{name}}; {{/order.products}}',
      '1 Violão do Zero; 2 Afinador;',
    ],
    ['{{customer.first_name}} {{customer.last_name}}', 'Ana maria de souza'],
    ['{{billet.url}} {{order.pix.bacen_code}}', 'https://b.example/1 00020126BR'],
  ])('%s', (text, said) => {
    expect(say(text)).toBe(said)
  })

  test('a link stays a link, however it is written', () => {
    const link = 'https://x.example/?a=1&b=2'
    expect(say('{{checkout.url}} {{{checkout.url}}} {{& checkout.url}}')).toBe(
      `${link} ${link} ${link}`,
    )
  })

  test('what nobody told is empty, and a greeting copes with it', () => {
    const greeting = 'Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}!'
    expect(say(greeting, { customerName: null })).toBe('Oi!')
    expect(say('{{order.product_name}}', { productName: null })).toBe('sua compra')
    expect(say('{{order.refusal_reason}}', { refusalReason: null })).toBe(
      'não foi autorizado pelo banco',
    )
  })

  test('a name is no place for templates, links or signs', () => {
    expect(say('{{customer.name}}', { customerName: '{{order.id}} Ana 🎁 www.golpe.com' })).toBe(
      'order id Ana',
    )
    expect(say('{{customer.name}}', { customerName: 'Ana\nhttp://x.com D’Ávila-Souza' })).toBe(
      'Ana D’Ávila-Souza',
    )
  })

  test('no more than two blank lines, no blank ends, never too long', () => {
    expect(say('\n\na\n\n\n\n\nb  \n')).toBe('a\n\n\nb')
    expect(String(say('x'.repeat(9_000))).length).toBe(4_096)
  })
})

describe('the default texts', () => {
  const steps = PLAN.flatMap(({ code, steps: own }) => own.map((step) => ({ code, ...step })))
  test.each(steps)('$code $step says something whole with everything and with nothing', (step) => {
    expect(issuesOf(step.text)).toEqual([])
    expect(step.fallback === null ? [] : issuesOf(step.fallback)).toEqual([])
    const template = { ...step, rule: step.code }
    const telling = { orderKey: 'TX1', order: full, store, now: NOW }
    const said = render(template, telling)
    expect(said.ok && said.value.body).toMatch(/^[^{}]{20,}$/)
    expect(said.ok && said.value.parameters?.every((value) => /^[^\n\t]+$/.test(value))).toBe(true)
  })

  test('a cart without a link says nothing; a refusal without one asks for an answer', () => {
    const telling = { orderKey: 'TX1', order: { ...full, checkoutUrl: null }, store, now: NOW }
    const of = (rule: string) => {
      const step = steps.find(({ code }) => code === rule)
      if (step === undefined) throw new Error(rule)
      return render({ ...step, rule }, telling)
    }
    expect(of('cart_abandoned')).toMatchObject({ ok: false, error: { variable: 'checkout.url' } })
    const refused = of('payment_refused')
    expect(refused.ok && refused.value.body).toContain('Responda esta mensagem')
  })
})

test.each([
  ['Oi {{customer.first_name', 'unclosed_tag'],
  ['{{#pix.code}}x', 'unclosed_section'],
  ['x{{/pix.code}}', 'unopened_section'],
  ['{{customer.fistname}}', 'unknown_variable'],
])('the editor marks %s', (text, code) => {
  expect(issuesOf(text)).toMatchObject([{ code }])
})
