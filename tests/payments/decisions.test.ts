// tests/payments/decisions.test.ts
import { describe, expect, test } from 'vitest'
import cieloRows from '@/lib/payments/acquirers/cielo/return-codes.json'
import redeRows from '@/lib/payments/acquirers/rede/return-codes.json'
import { verdictOfBrand } from '@/lib/payments/brand-codes'
import { CATEGORIES, FLOWS } from '@/lib/payments/categories'
import abecs from '@/lib/payments/data/abecs-codes.json'
import advice from '@/lib/payments/data/mastercard-advice-codes.json'
import { decide } from '@/lib/payments/decisions'
import { AFTER_REFUSAL } from '@/lib/payments/failover'
import { REFUSAL_CLASSES } from '@/lib/payments/refusal-classes'
import { acquirers } from '@/lib/payments/registry'
import { RETRY_WORDS } from '@/lib/payments/retry'

const BRANDS = ['visa', 'mastercard', 'elo', 'amex', 'diners', 'jcb', 'hiper', null] as const

/** Every row of every list that was handed over, at every acquirer, for every brand it can be of. */
const EVERY = Object.values(acquirers).flatMap(({ code: acquirer, listedCodes, readCode }) => [
  ...listedCodes.flatMap((code) =>
    BRANDS.flatMap((brand) =>
      (readCode(code)?.flows ?? []).map((flow) => ({ acquirer, brand, code, flow })),
    ),
  ),
  ...abecs.flatMap(({ brand, code }) =>
    (['authorize', 'zero_auth'] as const).map((flow) =>
      acquirer === 'cielo'
        ? { acquirer, brand, code, flow }
        : { acquirer, brand, code: '58', brandCode: code, flow },
    ),
  ),
  ...advice.map(({ mac }) => ({
    ...{ acquirer, brand: 'mastercard', flow: 'authorize' as const, adviceCode: mac },
    ...(acquirer === 'cielo' ? { code: '05' } : { code: '58', brandCode: '05' }),
  })),
])

const nameOf = (asked: (typeof EVERY)[number]) => Object.values(asked).join(' ')

test('the lists are whole: each row of each file is asked about', () => {
  expect(acquirers.cielo.listedCodes).toEqual(cieloRows.map(({ code }) => code))
  expect(acquirers.rede.listedCodes).toEqual(redeRows.map((row) => row.return_code))
  expect(EVERY.length).toBeGreaterThan(3_000)
})

test('every code of every list has a whole decision', () => {
  for (const asked of EVERY) {
    const made = decide(asked)
    const name = nameOf(asked)
    expect(CATEGORIES, name).toContain(made.category)
    expect(RETRY_WORDS, name).toContain(made.retry.when)
    expect(made.listed, name).toBe(true)
    for (const text of [made.producer, made.description]) {
      expect(text['pt-BR'], name).toMatch(/\p{L}{3}/u)
      expect(text.en, name).toMatch(/\p{L}{3}/u)
    }
    const toldToBuyer = asked.flow !== 'capture' && asked.flow !== 'refund'
    expect(made.buyer !== null, name).toBe(toldToBuyer)
    if (made.outcome === 'refused' && toldToBuyer)
      expect(REFUSAL_CLASSES, name).toContain(made.class)
    else expect(made.class, name).toBeNull()
  }
})

test('every category of Rede’s file is one of ours', () => {
  for (const { category } of redeRows) expect(CATEGORIES).toContain(category)
})

test('no buyer reads of fraud, loss or theft, whatever the code', () => {
  for (const asked of EVERY) {
    const { buyer } = decide(asked)
    const said = `${buyer?.['pt-BR']} ${buyer?.en}`
    expect(said, nameOf(asked)).not.toMatch(/perd|roub|fraud|suspei|furt|lost|stolen|theft/i)
  }
})

test('an irreversible code never goes elsewhere, but for a fault of the acquirer', () => {
  for (const asked of EVERY) {
    const made = decide(asked)
    if (made.reversible !== false || made.failover === 'stop') continue
    expect(['acquirer_misconfigured', 'acquirer_unavailable'], nameOf(asked)).toContain(made.reason)
  }
})

test('an irreversible code may not be repeated: something holds it', () => {
  const free = abecs.filter(({ brand, code, reversible }) => {
    const { blocks } = decide({ acquirer: 'cielo', brand, code })
    return reversible === 'no' && blocks.length === 0
  })
  // A security code is typed again: new data, and what was typed is never kept.
  expect(free.map(({ brand, code }) => `${brand} ${code}`).sort()).toEqual(
    ['amex 08', 'amex 122', 'elo 63', 'visa N7'].sort(),
  )
})

test('a reversible code holds nothing: the limits alone count it', () => {
  for (const { brand, code, reversible } of abecs) {
    if (reversible === 'no') continue
    expect(decide({ acquirer: 'cielo', brand, code }).blocks, `${brand} ${code}`).toEqual([])
  }
})

test('money that moved goes back only where it came from', () => {
  for (const asked of EVERY.filter(({ flow }) => flow === 'refund' || flow === 'capture')) {
    expect(decide(asked).failover, nameOf(asked)).toBe('stop')
  }
})

describe('the order of judgement', () => {
  const at = (acquirer: string, code: string, more: object = {}) =>
    decide({ acquirer, code, brand: 'visa', ...more })

  test.each(['4', '6', '00', '0', '11'])('a success is never padded: %s', (code) => {
    expect(at('cielo', code).outcome).toBe('approved')
  })

  test('a refusal with zeros is the one without', () => {
    for (const code of ['5', '05', '005']) {
      expect(at('cielo', code)).toMatchObject({ category: 'GENERIC_DECLINE', reversible: true })
    }
  })

  test('the brand’s row is read before the acquirer’s own', () => {
    expect(at('cielo', '57').category).toBe('NOT_PERMITTED')
    expect(at('cielo', '57', { brand: 'mastercard' }).failover).toBe('try_backup')
    expect(at('cielo', '57', { brand: 'jcb' }).failover).toBe('stop')
  })

  test('the advice says when, and may forbid', () => {
    const poor = { brand: 'mastercard', code: '51', acquirer: 'cielo' }
    expect(decide(poor).retry).toEqual({ when: 'next_day', waitMs: 0 })
    expect(decide({ ...poor, adviceCode: '24' }).retry).toEqual({
      when: 'after_wait',
      waitMs: 3_600_000,
    })
    expect(decide({ ...poor, adviceCode: '03' })).toMatchObject({
      failover: 'stop',
      retry: { when: 'never' },
      blocks: [{ rule: 'mastercard_mac_03', where: 'everywhere', lengthMs: null }],
    })
  })

  test('where two disagree the stricter is believed', () => {
    expect(at('rede', '113', { brandCode: '05' }).failover).toBe('stop')
    expect(at('rede', '58', { brandCode: '14' }).failover).toBe('stop')
    expect(at('cielo', 'FA', { brand: 'amex' }).retry.when).toBe('never')
  })

  test('51 is for the producer to decide', () => {
    expect(at('cielo', '51').failover).toBe('by_policy')
    expect(at('rede', '111').failover).toBe('by_policy')
  })

  test('a code in no list is refused, goes nowhere, and is known to be unlisted', () => {
    for (const acquirer of ['cielo', 'rede']) {
      expect(at(acquirer, '9Z')).toMatchObject({
        outcome: 'refused',
        failover: 'stop',
        listed: false,
        class: 'issuer_declined',
      })
    }
  })

  test('the same number means something else to a refund', () => {
    expect(at('cielo', '51', { flow: 'refund' }).description['pt-BR']).toMatch(
      /maior que o que resta/,
    )
    expect(at('rede', '353', { flow: 'refund' }).category).toBe('REFUND_ERROR')
  })

  test('a silence is asked about before anything else', () => {
    expect(at('cielo', 'BP901')).toMatchObject({ outcome: 'unknown', failover: 'after_query' })
    expect(at('rede', '150')).toMatchObject({ outcome: 'unknown', failover: 'after_query' })
    expect(at('cielo', 'BP901').buyer?.['pt-BR']).toMatch(/confirmando/)
  })
})

test('what is decided is what the till does', () => {
  for (const { brand, code } of abecs) {
    const reason = verdictOfBrand(brand, code)?.reason ?? 'unlisted'
    const { failover } = decide({ acquirer: 'cielo', brand, code })
    const expected = reason === 'insufficient_funds' ? 'by_policy' : AFTER_REFUSAL[reason]
    expect(failover, `${brand} ${code}`).toBe(expected)
  }
})

test('every row of Rede’s file goes elsewhere as the file says', () => {
  const allowed: Readonly<Record<string, readonly string[]>> = {
    yes: ['try_backup'],
    no: ['stop', 'by_policy'],
    after_query: ['after_query'],
  }
  for (const row of redeRows) {
    if (row.category === 'AUTH_TOKEN' || row.return_code === '78') continue // Renewed; a question's.
    const { failover } = decide({ acquirer: 'rede', brand: null, code: row.return_code })
    if (row.return_code === '220' || row.return_code === '3123') continue // Not final: asked about.
    expect(allowed[row.failover_now], row.return_code).toContain(failover)
  }
})

test('every flow is answered by some code', () => {
  const seen = new Set<string>(EVERY.map(({ flow }) => flow))
  expect([...seen].sort()).toEqual([...FLOWS].sort())
})
