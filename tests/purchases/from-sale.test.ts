// tests/purchases/from-sale.test.ts
import { describe, expect, test } from 'vitest'
import type { PaymentMethod } from '@/db/schema/payments'
import { SALE_STATUSES } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import { purchaseFromSale, type SaleNews, type SoldHere } from '@/lib/purchases/from-sale'

const sold = (
  status: SaleNews,
  method: PaymentMethod = 'card',
  voucher: SoldHere['voucher'] = null,
) =>
  purchaseFromSale({
    id: 'sale_1',
    ...{ status, method, voucher },
    product: 'Quintal Sonoro',
    offerCode: 'HF13OC',
    amount: centavos(197_00),
    installments: 3,
    buyer: {
      name: 'ANA clara',
      email: 'ana@example.com',
      phone: '+5511987654321',
      document: '90010020055',
    },
    tracking: { utm_source: 'ig' },
    test: false,
    refusal: 'Saldo insuficiente',
    checkoutUrl: 'https://a.test/o/HF13OC',
    at: new Date('2026-03-05T15:00:00Z'),
  })

describe('a sale of our own', () => {
  test('is news to a buyer when money moved, was refused or went back, and at no other time', () => {
    const told = SALE_STATUSES.map((status) => [status, sold(status)?.event ?? null])
    expect(Object.fromEntries(told)).toEqual({
      pending: null,
      authorized: null,
      paid: 'payment_approved',
      refused: 'payment_refused',
      failed: null,
      canceled: 'order_canceled',
      refunded: 'refunded',
      partially_refunded: 'refunded_partial',
      charged_back: 'chargeback',
      expired: 'order_canceled',
    })
  })

  test('is one thread over all its attempts, and comes with what messages need', () => {
    expect(sold('refused')).toMatchObject({ threadKey: 'sale_1', orderKey: 'sale_1' })
    expect(sold('paid')).toMatchObject({
      threadKey: 'sale_1',
      customer: { firstName: 'Ana', phone: '+5511987654321', document: { valid: true } },
      checkoutUrl: 'https://a.test/o/HF13OC',
      amount: 197_00,
      tracking: { utm_source: 'ig' },
    })
  })

  const expiresAt = new Date('2026-03-05T15:30:00Z')

  test('by Pix tells its code when it can be paid, and that it ran out; a refusal is for the page', () => {
    const pix = { kind: 'pix', copyPaste: '000201…', expiresAt } as const
    expect(sold('issued', 'pix', pix)).toMatchObject({
      event: 'pix_generated',
      paymentMethod: 'pix',
      pix: { code: '000201…', expiresAt },
      boleto: null,
    })
    expect(sold('expired', 'pix', pix)).toMatchObject({ event: 'pix_expired', pix: { expiresAt } })
    expect(sold('paid', 'pix')).toMatchObject({ event: 'payment_approved', paymentMethod: 'pix' })
    expect(sold('refused', 'pix')).toBeNull()
    expect(sold('issued')).toBeNull()
  })

  test('by boleto tells its line, its address and its day', () => {
    const digitableLine = '34191790010104351004791020150008197650000019700'
    const more = { barcode: '3'.repeat(44), pdfUrl: 'https://b.test/1', expiresAt }
    const boleto = { kind: 'boleto', digitableLine, ...more } as const
    expect(sold('issued', 'boleto', boleto)).toMatchObject({
      event: 'boleto_generated',
      paymentMethod: 'boleto',
      boleto: { line: digitableLine, url: 'https://b.test/1', dueAt: expiresAt },
    })
    expect(sold('expired', 'boleto', boleto)).toMatchObject({ event: 'boleto_expired' })
  })
})
