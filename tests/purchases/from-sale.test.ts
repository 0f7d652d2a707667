// tests/purchases/from-sale.test.ts
import { describe, expect, test } from 'vitest'
import { SALE_STATUSES, type SaleStatus } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import { purchaseFromSale } from '@/lib/purchases/from-sale'

const sold = (status: SaleStatus) =>
  purchaseFromSale({
    id: 'sale_1',
    status,
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
})
