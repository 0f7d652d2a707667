// tests/postbacks/explain-mapping.test.ts
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { explainMapping } from '@/lib/postbacks/explain-mapping'
import { sentAs } from '../support/sent'

const folder = new URL('../fixtures/postbacks/payt/', import.meta.url)
const fixture = (file: string) => readFileSync(new URL(`${file}.json`, folder))
const reader = { platform: 'payt', settings: {} }
const explain = (bytes: Uint8Array) =>
  new Map(explainMapping(reader, sentAs(bytes)).map((each) => [each.field, each]))

test('each field names the place in the body that it came from', () => {
  const fields = explain(fixture('pix_generated.escaped-slashes'))
  expect(fields.get('phone')).toMatchObject({ value: '+5521900000002', paths: ['customer.phone'] })
  expect(fields.get('amount')).toMatchObject({ value: 316_90, paths: ['transaction.total_price'] })
  expect(fields.get('pixCode')?.paths).toEqual(['transaction.pix_code'])
  expect(fields.get('occurredAt')?.paths).toEqual(['updated_at'])
  expect(fields.get('event')?.paths).toEqual(
    expect.arrayContaining(['status', 'transaction.payment_method']),
  )
})

test('a missing field tells where it was looked for and what stood there', () => {
  const body = JSON.parse(fixture('pix_generated.escaped-slashes').toString('utf8'))
  const fields = explain(
    Buffer.from(JSON.stringify({ ...body, customer: { ...body.customer, phone: '123' } })),
  )
  expect(fields.get('phone')).toMatchObject({
    value: null,
    paths: [],
    tried: [{ path: 'customer.phone', held: '123' }],
  })
})

test('what is huge or deep is explained as far as it is sensible, and never fails', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`)
  const body = JSON.parse(fixture('pix_generated.escaped-slashes').toString('utf8'))
  const huge = Array.from({ length: 5_000 }, (_, index) => ({ index }))
  expect(explain(Buffer.from(JSON.stringify({ ...body, deep }))).get('phone')?.value).toBe(
    '+5521900000002',
  )
  expect(explain(Buffer.from(JSON.stringify({ ...body, huge }))).get('amount')?.value).toBe(316_90)
})
