// tests/checkout/light-rules.test.ts
import fc from 'fast-check'
import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import { checkDigitsAgree } from '@/components/checkout/check-digits'
import { fill, fillRich } from '@/components/checkout/fill'
import { wordsOfForm } from '@/components/checkout/form-words'
import { brandOfDigits, codeLengthOf, isTaken, labelOf } from '@/components/checkout/typed-brand'
import { ACCEPTED_BRANDS, brandOf, CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'
import ranges from '@/lib/kernel/card-iin-ranges.json'
import { isTaxId } from '@/lib/kernel/tax-id'
import en from '@/messages/en.json'
import ptBR from '@/messages/pt-BR.json'

describe('the light brand table of the page says what the server says', () => {
  const edges = ranges.flatMap(({ prefix_or_range: range }) =>
    range.split('-').flatMap((edge) => [Number(edge) - 1, Number(edge), Number(edge) + 1]),
  )

  test.each(edges)('%i', (edge) => {
    const digits = String(edge)
    for (const typed of [digits, `${digits}0000`, `${digits}9999`, digits.slice(0, -1)]) {
      expect(brandOfDigits(typed), typed).toBe(brandOf(typed))
    }
  })

  test('and its names, its code lengths and what it takes', () => {
    for (const brand of Object.keys(CARD_BRANDS) as CardBrand[]) {
      expect(labelOf(brand)).toBe(CARD_BRANDS[brand].label)
      expect(codeLengthOf(brand)).toBe(CARD_BRANDS[brand].cvvLength)
      expect(isTaken(brand)).toBe(ACCEPTED_BRANDS.includes(brand))
    }
  })
})

test('a CPF or CNPJ that the page takes is one that the server takes, and no other', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const sign = fc.constantFrom(...'0123456789ABCXYZ')
  const words = (unit: fc.Arbitrary<string>, size: number) =>
    fc.string({ unit, minLength: size, maxLength: size })
  const one = fc.oneof(
    words(digit, 11),
    fc.tuple(words(sign, 12), words(digit, 2)).map((parts) => parts.join('')),
  )
  const agree = (text: string) => {
    expect(checkDigitsAgree(text), text).toBe(isTaxId(text))
  }
  fc.assert(fc.property(one, agree), { numRuns: 2_000 })
  // Any two digits behind it: exactly one pair is right.
  for (const body of ['529982247', '112223330001', '12ABC34501DE', '111111111', '000000000000']) {
    for (let i = 0; i < 100; i++) agree(`${body}${String(i).padStart(2, '0')}`)
  }
  agree('12345678909')
})

describe('every sentence that the page gives to the parts that move', () => {
  const leaves = (node: object, path = ''): [string, string][] =>
    Object.entries(node).flatMap(([key, child]) =>
      typeof child === 'string' ? [[`${path}${key}`, child]] : leaves(child, `${path}${key}.`),
    )
  const values = { name: 'Ana', seller: 'Quintal', brand: 'Visa', amount: 'R$ 1,00' }
  const sample = (text: string, count: number) =>
    Object.fromEntries(
      [...text.matchAll(/\{(\w+)(, plural)?/g)].map(([, name = '', plural]) => [
        name,
        plural === undefined ? ((values as Record<string, string>)[name] ?? `<${count}>`) : count,
      ]),
    )

  test.each([
    ['pt-BR', ptBR],
    ['en', en],
  ] as const)('is said as next-intl would say it: %s', (locale, messages) => {
    const spoken = wordsOfForm(messages)
    const t = createTranslator({ locale, messages: spoken as never }) as unknown as {
      (key: string, values: object): string
      markup: (key: string, values: object) => string
    }
    for (const [key, text] of leaves(spoken)) {
      for (const count of [1, 2, 12]) {
        const given = sample(text, count)
        const b = (chunks: string) => `[${chunks}]`
        const ours = /<\w+>/.test(text)
          ? fillRich<string>(text, { ...given, b }).join('')
          : fill(text, given)
        expect(ours, key).toBe(t.markup(key, { ...given, b }))
      }
    }
  })
})
