// tests/postbacks/readings.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localTimeOf } from '@/lib/kernel/calendar'
import { type Centavos, formatDecimal, formatReais } from '@/lib/kernel/money'
import { normalizePhone } from '@/lib/kernel/phone'
import { cleanName } from '@/lib/notifications/clean'
import { centsFromCents, centsFromReais } from '@/lib/postbacks/amount'
import { endOfDay, instantFrom, instantFromEpoch } from '@/lib/postbacks/dates'
import { braip } from '@/lib/postbacks/platforms/braip'
import { hotmart } from '@/lib/postbacks/platforms/hotmart'
import { perfectpay } from '@/lib/postbacks/platforms/perfectpay'
import { ticto } from '@/lib/postbacks/platforms/ticto'
import { readAs } from '../support/sent'

const cents = fc.integer({ min: 0, max: 99_999_999_999 }) as fc.Arbitrary<Centavos>
const grouped = (amount: Centavos, mark: '.' | ',') => {
  const [whole = '', decimals = ''] = formatDecimal(amount).split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, mark)
  return `${thousands}${mark === '.' ? ',' : '.'}${decimals}`
}

describe('an amount is the same centavos however it is written', () => {
  test.each<[string, (amount: Centavos) => string | number]>([
    ['with a dot', formatDecimal],
    ['with a comma', (amount) => formatDecimal(amount).replace('.', ',')],
    ['as people in Brazil write it', formatReais],
    ['with dots between thousands', (amount) => grouped(amount, '.')],
    ['with commas between thousands', (amount) => grouped(amount, ',')],
    ['with four decimals', (amount) => `${formatDecimal(amount)}00`],
    ['as a number', (amount) => Number(formatDecimal(amount))],
  ])('%s', (_, write) => {
    fc.assert(fc.property(cents, (amount) => centsFromReais(write(amount)) === amount))
  })

  test('as a number that drifted on its way', () => {
    expect(centsFromReais(149.70000000000002)).toBe(14_970)
    expect(centsFromReais(0.1 + 0.2)).toBe(30)
  })

  test('in whole centavos, as a number or as text', () => {
    fc.assert(fc.property(cents, (amount) => centsFromCents(amount) === amount))
    fc.assert(fc.property(cents, (amount) => centsFromCents(String(amount)) === amount))
  })

  test.each(['', '-1', '1,2,3', '1.23.456', 'R$', 'NaN', '1e9', '12,345,6', '0x10'])(
    'and is none when it is %j',
    (text) => expect(centsFromReais(text)).toBeNull(),
  )

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e21])('nor when it is %d', (value) => {
    expect(centsFromReais(value)).toBeNull()
  })

  test.each(['197.00', '197,00', '-1', '1.5', ''])('%j is no number of centavos', (text) => {
    expect(centsFromCents(text)).toBeNull()
  })
})

describe('a moment', () => {
  const moments = fc.date({
    min: new Date('2001-01-01T12:00:00Z'),
    max: new Date('2099-01-01T12:00:00Z'),
    noInvalidDate: true,
  })
  const whole = moments.map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000))

  test('without an offset is São Paulo’s, in either order of the day', () => {
    fc.assert(
      fc.property(whole, (at) => {
        const [day = '', time = ''] = localTimeOf(at).split('T')
        const brazilian = `${day.split('-').reverse().join('/')} ${time}`
        // An hour that happened twice, or never, is read as one of the two.
        const near = (read: Date | null) =>
          Math.abs((read?.getTime() ?? 0) - at.getTime()) <= 60 * 60_000
        return near(instantFrom(`${day} ${time}`)) && near(instantFrom(brazilian))
      }),
    )
  })

  test('with an offset is what it says', () => {
    fc.assert(fc.property(whole, (at) => instantFrom(at.toISOString())?.getTime() === at.getTime()))
  })

  test('of any text and any number is a date or nothing, and never an exception', () => {
    const kept = (at: Date | null) => at === null || !Number.isNaN(at.getTime())
    fc.assert(fc.property(fc.string(), (text) => kept(instantFrom(text)) && kept(endOfDay(text))))
    fc.assert(fc.property(fc.double(), (value) => kept(instantFromEpoch(value))))
  })

  test.each([
    ['2026-10-08 03:00:00', '2026-10-09T02:59:59.000Z'],
    ['08/10/2026', '2026-10-09T02:59:59.000Z'],
    ['20261008', '2026-10-09T02:59:59.000Z'],
  ])('a boleto due on %s can be paid until that day ends', (text, until) => {
    expect(endOfDay(text)?.toISOString()).toBe(until)
  })

  test.each(['2026-13-45', '0000-00-00', '99/99/9999', 'amanhã'])('%s is no day', (text) => {
    expect(endOfDay(text)).toBeNull()
  })
})

const AREAS = [11, 19, 21, 27, 31, 38, 41, 49, 51, 53, 55, 61, 71, 79, 81, 91, 99]
/** A mobile number that nobody made of one digit. */
const mobile = fc
  .tuple(fc.constantFrom(...AREAS), fc.integer({ min: 10_000_000, max: 99_999_999 }))
  .filter(([, tail]) => !/^(\d)\1{7}$/.test(String(tail)))
  .map(([area, tail]) => ({ area: String(area), number: `9${tail}` }))

describe('a telephone is the same number however a platform writes it', () => {
  const phoneOf = (told: ReturnType<typeof readAs>) => told[0]?.customer.phone
  const all = (read: (area: string, number: string) => string | null | undefined) =>
    fc.assert(
      fc.property(mobile, ({ area, number }) => read(area, number) === `+55${area}${number}`),
    )

  test('Braip: area and number, where 55 may be the area', () => {
    all((area, number) =>
      phoneOf(readAs(braip, { trans_key: 'v', client_cel: `${area} ${number}` })),
    )
    expect(normalizePhone('55 904485392').phone).toBe('+55559' + '04485392')
  })

  test('Hotmart: in Brazil without its country', () => {
    all((area, number) => {
      const buyer = { checkout_phone: `${area}${number}`, email: 'a@example.com' }
      const purchase = { transaction: 'HP1', checkout_country: { iso: 'BR' } }
      return phoneOf(
        readAs(hotmart, { id: '1', event: 'PURCHASE_APPROVED', data: { buyer, purchase } }),
      )
    })
  })

  test('Perfect Pay: formatted with its country, or in three parts', () => {
    const body = { code: 'PP1', sale_status_enum: 2 }
    all((area, number) => {
      const phone_formated_ddi = `+55(${area}) ${number.slice(0, 5)}-${number.slice(5)}`
      return phoneOf(readAs(perfectpay, { ...body, customer: { phone_formated_ddi } }))
    })
    all((area, number) => {
      const customer = { phone_extension: 55, phone_area_code: area, phone_number: number }
      return phoneOf(readAs(perfectpay, { ...body, customer }))
    })
  })

  test.each(['55', '+55', '', '0055', undefined])('Ticto: in parts, with %j for Brazil', (ddi) => {
    all((ddd, number) => {
      const customer = { phone: { ddi, ddd, number } }
      const order = { hash: 'TO1' }
      return phoneOf(readAs(ticto, { status: 'authorized', order, customer, item: {} }))
    })
  })
})

describe('a name that somebody left at a checkout', () => {
  test.each([
    ['Ana http://golpe.example/pix', 'Ana'],
    ['Ana golpe.com.br', 'Ana'],
    ['WWW.GOLPE.COM clique', 'clique'],
    ['{{order.amount}} Ana', 'order amount Ana'],
    ['Ana golpe.c*om', 'Ana'],
    ['Dr.João J.P. Silva', 'Dr João J.P. Silva'],
    ['Ana\u202egnp.exe', 'Ana gnp exe'],
    ['*Ana* _Maria_', 'Ana Maria'],
    ['Ana\n\nSeu prêmio: 123456', 'Ana Seu prêmio'],
    ['a@b.example', ''],
  ])('%j enters a message as %j', (name, cleaned) => {
    expect(cleanName(name)).toBe(cleaned)
  })

  test('is letters, spaces, apostrophes, hyphens and dots, and at most forty of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const cleaned = cleanName(name)
        return /^[\p{L}\p{M} '’.-]*$/u.test(cleaned) && cleaned.length <= 40
      }),
    )
  })

  test('carries nothing that a telephone makes a link of, wherever it stands', () => {
    const host = fc.stringMatching(/^[a-z]{3,12}$/)
    const end = fc.stringMatching(/^[a-z]{2,8}$/)
    const scheme = fc.constantFrom('', 'http://', 'https://', 'www.', 'HTTPS://')
    const path = fc.constantFrom('', '/', '/pix')
    fc.assert(
      fc.property(scheme, host, end, path, (start, name, tail, rest) => {
        const cleaned = cleanName(`Ana ${start}${name}.${tail}${rest} Silva`)
        return !/\p{L}{2}\.\p{L}{2}|[/@:]/u.test(cleaned) && cleaned.startsWith('Ana ')
      }),
    )
  })
})
