// tests/payments/decline-tables.test.ts
import { describe, expect, test } from 'vitest'
import {
  reasonOf as cieloReason,
  readCode as readCielo,
} from '@/lib/payments/acquirers/cielo/codes'
import cieloCodes from '@/lib/payments/acquirers/cielo/return-codes.json'
import {
  isSilent,
  readCode as readRede,
  reasonOf as redeReason,
  wasNotExecuted,
} from '@/lib/payments/acquirers/rede/codes'
import redeCodes from '@/lib/payments/acquirers/rede/return-codes.json'
import { normalizeCode, reasonOfBrand } from '@/lib/payments/brand-codes'
import brandCodes from '@/lib/payments/data/abecs-codes.json'
import { AFTER_REFUSAL } from '@/lib/payments/failover'

const step = (reason: keyof typeof AFTER_REFUSAL) => AFTER_REFUSAL[reason]

describe('a code of a brand', () => {
  test.each(brandCodes.map((row) => [`${row.brand} ${row.code}`, row] as const))(
    '%s has a reason',
    (_, { brand, code }) => expect(reasonOfBrand(brand, code)).not.toBeNull(),
  )

  /** Irreversible there, because the fault lies at the acquirer: worth one try at the other. */
  const FAULTS_OF_THE_ACQUIRER = [
    ...['visa 03', 'mastercard 03', 'elo 58', 'amex 109', 'amex DA', 'visa 19', 'elo 19'],
    ...['visa 58', 'mastercard 58'],
  ]
  test('that is irreversible never goes to the backup, but for faults of the acquirer', () => {
    const tried = brandCodes
      .filter(({ brand, code, reversible }) => {
        const reason = reasonOfBrand(brand, code)
        return reversible === 'no' && reason !== null && step(reason) === 'try_backup'
      })
      .map(({ brand, code }) => `${brand} ${code}`)
    expect(tried.sort()).toEqual([...FAULTS_OF_THE_ACQUIRER].sort())
  })

  test('that is reversible goes to the backup when it is generic, and only then', () => {
    const tried = brandCodes
      .filter(({ brand, code, reversible }) => {
        const reason = reasonOfBrand(brand, code)
        return reversible === 'yes' && reason !== null && step(reason) === 'try_backup'
      })
      .map(({ brand, code }) => `${brand} ${code}`)
    expect(tried.sort()).toEqual(
      [
        ...['visa 05', 'mastercard 05', 'elo 05', 'mastercard 57'],
        ...['visa 91', 'mastercard 91', 'elo 91', 'amex 912', 'amex A1'],
        ...['visa 96', 'mastercard 96', 'elo 96', 'amex 911', 'amex AE'],
      ].sort(),
    )
  })

  test('means what the brand says by it', () => {
    expect(reasonOfBrand('visa', '57')).toBe('not_allowed_for_card')
    expect(reasonOfBrand('mastercard', '57')).toBe('unspecified')
    expect(reasonOfBrand('hiper', '57')).toBe('unspecified') // Hiper reads Mastercard's column.
    expect(reasonOfBrand('visa', '63')).toBeNull()
    expect(reasonOfBrand('mastercard', '63')).toBe('suspected_fraud')
  })

  test.each(['5', '05', '005'])('comes with or without zeros: %s', (code) => {
    expect(normalizeCode(code)).toBe('05')
  })
})

describe('Mastercard’s advice', () => {
  test.each([
    ['05', '03', 'stop'],
    ['05', '21', 'stop'],
    ['05', '40', 'stop'],
    ['05', '41', 'stop'],
    ['79', '03', 'stop'],
    ['79', null, 'stop'],
    ['82', '02', 'stop'],
    ['83', '43', 'stop'],
    ['82', '43', 'try_backup'],
    ['05', '43', 'try_backup'],
    ['05', null, 'try_backup'],
  ] as const)('code %s with advice %s: %s', (code, mac, expected) => {
    expect(step(reasonOfBrand('mastercard', code, mac) ?? 'unlisted')).toBe(expected)
  })

  test('is nobody else’s: Visa’s code stands as it is', () => {
    expect(reasonOfBrand('visa', '05', '03')).toBe('unspecified')
  })
})

describe('a code of Cielo', () => {
  const denied = cieloCodes.filter((row) => row.retry_class !== 'n/a')

  test.each(denied.map(({ code }) => code))('%s has a reason', (code) => {
    const known = readCielo(code)
    expect(known?.meaning).not.toBe('unlisted')
    expect(known?.meaning).not.toBe('approved')
  })

  test('goes to the backup only when acquirer or issuer could not, or gave no reason', () => {
    const tried = denied
      .filter(({ code }) => step(cieloReason(code, '')) === 'try_backup')
      .map(({ code }) => code)
    expect(tried.sort()).toEqual(
      [
        ...['05', '19', '91', '92', '96', '98', '99', '999', 'AA', 'AE'],
        ...[
          '03',
          '28',
          '58',
          '93',
          'AJ',
          'BP172',
          'BP176',
          'GD',
          'HJ',
          'IA',
          'KA',
          'KB',
          'KE',
          'U3',
        ],
      ].sort(),
    )
  })

  test.each(['BP900', 'BP901', 'BP902', 'BP903', 'BP904'])('%s is a silence', (code) => {
    expect(readCielo(code)?.meaning).toBe('silent')
  })

  test('a success is never padded into a refusal', () => {
    for (const code of ['4', '6', '00', '0', '11']) {
      expect(readCielo(code)?.meaning ?? 'approved').toBe('approved')
    }
  })
})

describe('a code of Rede', () => {
  test.each(redeCodes.map((row) => [row.return_code, row] as const))(
    '%s is judged as the table says',
    (code, row) => {
      const known = readRede(code)
      if (known === null) throw new Error('no row')
      if (row.failover_now === 'after_query') {
        expect(isSilent(code) || code === '78').toBe(true)
      } else if (wasNotExecuted(code)) {
        expect(['VALIDATION', 'AUTH_TOKEN']).toContain(row.category)
      } else if (known.meaning !== 'approved' && known.meaning !== 'silent') {
        const expected = row.failover_now === 'yes' ? 'try_backup' : 'stop'
        expect(step(known.meaning), row.category).toBe(expected)
      }
    },
  )

  test('is held against the brand’s: the stricter of the two decides', () => {
    expect(redeReason('58', 'visa', '05', null)).toBe('unspecified')
    expect(redeReason('58', 'visa', '14', null)).toBe('card_data_wrong')
    expect(redeReason('113', 'visa', '05', null)).toBe('suspected_fraud')
    expect(redeReason('58', 'mastercard', '05', '03')).toBe('do_not_retry')
    expect(redeReason('58', null, 'ZZ', null)).toBe('unspecified')
    expect(redeReason('9Z', 'visa', null, null)).toBe('unlisted')
  })
})
