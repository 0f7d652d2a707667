// tests/payments/describe-avoided.test.ts
import { expect, test } from 'vitest'
import abecs from '@/lib/payments/data/abecs-codes.json'
import advice from '@/lib/payments/data/mastercard-advice-codes.json'
import limits from '@/lib/payments/data/retry-limits.json'
import { decide } from '@/lib/payments/decisions'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import { acquirers } from '@/lib/payments/registry'
import { lastsUntil, limitsOf } from '@/lib/payments/retry-limits'

const NOW = new Date('2026-03-05T15:00:00Z')

const COUNTED = ['visa', 'mastercard', 'elo', 'cielo_lr'].flatMap((brand) =>
  limitsOf(brand, NOW).map(({ rule }) => rule),
)
const RULES = new Set([
  ...COUNTED,
  'visa_after_30d',
  ...abecs.flatMap(({ brand, code }) =>
    decide({ acquirer: 'cielo', brand, code }).blocks.map(({ rule }) => rule),
  ),
  ...advice.flatMap(({ mac }) =>
    decide({ acquirer: 'cielo', brand: 'mastercard', code: '05', adviceCode: mac }).blocks.map(
      ({ rule }) => rule,
    ),
  ),
])

test('every row of the brands’ limits is kept: counted here, or held by a code', () => {
  expect(COUNTED.sort()).toEqual(
    [
      'visa_20_in_30d',
      'mastercard_7_in_24h',
      'mastercard_35_in_30d',
      'elo_15_in_calendar_month',
      'cielo_lr_4_in_16d',
    ].sort(),
  )
  expect(lastsUntil('visa', NOW)?.rule).toBe('visa_after_30d')
  const other = limits
    .filter(({ window }) => !/^(\d+[dh]|calendar_month|after_30d)$/.test(window))
    .map(({ brand, window }) => `${brand} ${window}`)
  // Irreversible codes and advice codes hold the card; a merchant's 25,000 are nobody's one card.
  expect(other).toEqual([
    'visa irreversible',
    'visa 30d_merchant',
    'mastercard mac_03_21_30d',
    'mastercard mac_40_41',
    'mastercard irreversible',
    'elo irreversible',
    'other irreversible',
    'other reversible',
  ])
})

test('a month is São Paulo’s: Elo counts anew when it begins there', () => {
  const [elo] = limitsOf('elo', new Date('2026-04-01T02:59:00Z'))
  expect(elo?.since.toISOString()).toBe('2026-03-01T03:00:00.000Z')
  const [next] = limitsOf('elo', new Date('2026-04-01T03:00:00Z'))
  expect(next?.since.toISOString()).toBe('2026-04-01T03:00:00.000Z')
})

test('every rule that can keep a card from being sent is told, in both languages', () => {
  expect(RULES.size).toBeGreaterThan(90)
  for (const rule of RULES) {
    const { text } = describeAvoided({ rule, acquirer: 'cielo', brand: 'visa' })
    expect(text['pt-BR'], rule).toMatch(/^Não enviado: a .+\.$/)
    expect(text.en, rule).toMatch(/^Not sent: .+\.$/)
    expect(text['pt-BR'], rule).not.toMatch(/uma regra da bandeira/)
  }
})

test.each([
  [
    'visa_20_in_30d',
    'Não enviado: a Visa cobra por mais de 20 tentativas do mesmo cartão em 30 dias.',
  ],
  [
    'mastercard_mac_24',
    'Não enviado: a Mastercard pediu para esperar 1 hora antes de repetir este cartão (aviso 24).',
  ],
  [
    'mastercard_mac_26',
    'Não enviado: a Mastercard pediu para esperar 2 dias antes de repetir este cartão (aviso 26).',
  ],
  [
    'visa_irreversible_54',
    'Não enviado: a Visa proíbe repetir estes dados depois do código 54 (Cartão vencido ou validade incorreta).',
  ],
])('%s: %s', (rule, said) => {
  expect(describeAvoided({ rule, acquirer: 'cielo', brand: 'visa' }).text['pt-BR']).toBe(said)
})

test('the acquirer’s own advice is told in its name', () => {
  for (const { code, label } of Object.values(acquirers)) {
    const { text } = describeAvoided({ rule: 'cielo_lr_4_in_16d', acquirer: code, brand: null })
    expect(text['pt-BR']).toMatch(new RegExp(`^Não enviado: a ${label} aceita até 4`))
  }
})

test('what a repetition would have cost is what the brand publishes, in its currency', () => {
  const fee = (rule: string) => describeAvoided({ rule, acquirer: 'cielo', brand: 'visa' }).fee
  expect(fee('mastercard_7_in_24h')).toEqual({ currency: 'BRL', cents: 200 })
  expect(fee('mastercard_mac_03')).toEqual({ currency: 'BRL', cents: 250 })
  expect(fee('elo_15_in_calendar_month')).toEqual({ currency: 'BRL', cents: 80 })
  expect(fee('visa_20_in_30d')).toEqual({ currency: 'USD', cents: 10 })
  expect(fee('cielo_lr_4_in_16d')).toBeNull()
})
