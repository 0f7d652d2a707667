// tests/payments/decline.test.ts
import { describe, expect, test } from 'vitest'
import { describeDecline } from '@/lib/payments/decline'
import { CLASS_OF_REASON, REFUSAL_CLASSES } from '@/lib/payments/refusal-classes'

const cielo = (code: string, brand: string | null = 'visa') =>
  describeDecline({ acquirer: 'cielo', code, brand })

describe('what the buyer can do about it', () => {
  test.each([
    ['51', 'insufficient_funds'],
    ['14', 'card_data'],
    ['12', 'card_data'],
    ['52', 'not_permitted'],
    ['N7', 'security_code'],
    ['54', 'expired'],
    ['78', 'locked'],
    ['05', 'issuer_declined'],
    ['59', 'issuer_declined'],
    ['57', 'not_permitted'],
    ['04', 'card_unusable'],
    ['41', 'card_unusable'],
    ['43', 'card_unusable'],
    ['23', 'installments'],
    ['60', 'unavailable'],
    ['91', 'unavailable'],
    ['03', 'shop_setup'],
    ['65', 'retry_limit'],
  ])('%s of a Visa card: %s', (code, expected) => expect(cielo(code).class).toBe(expected))

  test.each([
    ['08', 'security_code'],
    ['06', 'card_unusable'],
    ['22', 'installments'],
    ['24', 'installments'],
    ['61', 'unavailable'],
    ['52', 'card_data'],
    ['58', 'shop_setup'],
  ])('%s of a brand without a table: %s', (code, expected) =>
    expect(cielo(code, 'jcb').class).toBe(expected),
  )

  test('every class is reached', () => {
    expect(new Set(Object.values(CLASS_OF_REASON))).toEqual(new Set(REFUSAL_CLASSES))
  })

  test('lost, stolen and fraud are never said', () => {
    for (const code of ['41', '43', '59', '07', '04', '63', 'GT']) {
      for (const locale of ['pt-BR', 'en'] as const) {
        const { guidance } = describeDecline({ acquirer: 'cielo', code, brand: 'visa', locale })
        expect(guidance).not.toMatch(/perd|roub|fraud|suspei|lost|stolen/i)
      }
    }
  })
})

describe('what a code says', () => {
  test('in the words of the brand, and in both languages', () => {
    expect(cielo('51')).toEqual({
      code: '51',
      description: 'Limite ou saldo insuficiente',
      guidance: 'O limite ou o saldo não foi suficiente. Use outro cartão ou fale com o seu banco.',
      class: 'insufficient_funds',
      reversible: true,
    })
    const english = describeDecline({ acquirer: 'cielo', code: '51', brand: 'visa', locale: 'en' })
    expect(english.description).toBe('Not enough limit or balance')
    expect(english.guidance).toMatch(/another card/)
  })

  test('in the acquirer’s own, where the brand has no row', () => {
    expect(cielo('GA')).toMatchObject({
      description: 'Bloqueio preventivo do sistema antifraude da Cielo (Lynx)',
      reversible: null,
    })
  })

  test('Rede’s code and the brand’s behind it are told apart', () => {
    const own = describeDecline({ acquirer: 'rede', code: '58', brand: 'visa' })
    expect(own.description).toBe('Não autorizada; falar com o emissor')
    const brand = describeDecline({
      acquirer: 'rede',
      code: '51',
      returnCode: '111',
      brand: 'visa',
    })
    expect(brand).toMatchObject({ code: '51', class: 'insufficient_funds', reversible: true })
  })

  test('an approval has no class and nothing to be done', () => {
    expect(cielo('4')).toMatchObject({ class: null, guidance: 'Pagamento aprovado.' })
    expect(describeDecline({ acquirer: 'rede', code: '00', brand: 'visa' }).class).toBeNull()
  })

  test('nobody knows yet: the buyer is told to wait', () => {
    expect(cielo('BP901')).toMatchObject({ class: null })
    expect(cielo('BP901').guidance).toMatch(/confirmando/)
  })

  test('in no list: it is shown as it came', () => {
    expect(cielo('9Z')).toMatchObject({ code: '9Z', class: 'issuer_declined', reversible: null })
  })
})
