// lib/simulator/fine-rules.ts
import codes from './data/abecs-codes.json'
import advices from './data/mastercard-advice-codes.json'
import limits from './data/retry-limits.json'

/** One try of one card at one merchant, as its brand sees it. */
export type Seen = {
  readonly at: number
  /** `2026-03`, in São Paulo. */
  readonly month: string
  readonly reference: string
  readonly expiry: string
  readonly amount: number
  readonly installments: number
  readonly securityCode: string
  readonly approved: boolean
  /** Empty where the answer had no code of the brand. */
  readonly code: string
  readonly advice: string
}

export type Judged = {
  readonly rule: string
  /** In cents of `currency`; 0 where the programme forbids and publishes no sum. */
  readonly cents: number
  readonly currency: 'BRL' | 'USD'
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const maxOf = (brand: string, window: string) =>
  Number(limits.find((row) => row.brand === brand && row.window === window)?.max_attempts)

const plain = (code: string) => code.replace(/^0+(?=.)/, '').toUpperCase()
const rowOf = (brand: string, code: string) =>
  codes.find((row) => row.brand === brand && plain(row.code) === plain(code))
const adviceOf = (mac: string) => advices.find((row) => plain(row.mac) === plain(mac))

/** Every rule of its brand that a try breaks, by the tries of the same card before it. */
export function rulesBrokenBy(named: string, now: Seen, all: readonly Seen[]): readonly Judged[] {
  const brand = named === 'hiper' ? 'mastercard' : named
  const before = all.filter(({ approved }) => !approved)
  const same = before.filter((past) => past.expiry === now.expiry && past.amount === now.amount)
  const within = (list: readonly Seen[], ms: number) => list.filter(({ at }) => at > now.at - ms)
  const broken: (Judged | false)[] = [
    before.some((past) => repeatsForbidden(brand, past, now)) && {
      rule: `${brand} irreversible`,
      ...feeOfIrreversible(brand),
    },
    brand === 'visa' &&
      within(same, 30 * DAY_MS).length >= maxOf('visa', '30d') && {
        rule: 'visa 30d',
        cents: 10,
        currency: 'USD',
      },
    brand === 'elo' &&
      same.filter(({ month }) => month === now.month).length >= maxOf('elo', 'calendar_month') && {
        rule: 'elo calendar_month',
        cents: 80,
        currency: 'BRL',
      },
    ...(brand === 'mastercard' ? mastercard(now, before) : []),
  ]
  return broken.filter((each) => each !== false)
}

const reais = (rule: string, cents: number): Judged => ({ rule, cents, currency: 'BRL' })

function mastercard(now: Seen, before: readonly Seen[]): readonly (Judged | false)[] {
  const within = (ms: number) => before.filter(({ at }) => at > now.at - ms)
  const advised = (list: readonly Seen[], macs: readonly string[]) =>
    list.some(({ advice }) => macs.some((mac) => plain(mac) === plain(advice)))
  return [
    within(DAY_MS).length >= maxOf('mastercard', '24h') && reais('mastercard 24h', 200),
    within(30 * DAY_MS).length >= maxOf('mastercard', '30d') && reais('mastercard 30d', 200),
    advised(within(30 * DAY_MS), ['03', '21']) && reais('mastercard mac_03_21_30d', 250),
    advised(before, ['40', '41']) && reais('mastercard mac_40_41', 0),
    before.some(({ advice, at }) => now.at - at < waitOf(advice)) &&
      reais('mastercard mac_wait', 0),
  ]
}

function waitOf(mac: string): number {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(adviceOf(mac)?.min_wait ?? '') ?? []
  return Number(days ?? 0) * DAY_MS + Number(hours ?? 0) * HOUR_MS
}

/** The same data after a code that is never to be repeated. */
function repeatsForbidden(brand: string, past: Seen, now: Seen): boolean {
  const row = past.code === '' ? undefined : rowOf(brand, past.code)
  if (row === undefined || row.reversible === 'yes') return false
  // Visa's first category is for ever; the other programmes look back a month.
  const old = now.at - past.at > 30 * DAY_MS && !row.retry_rule.startsWith('visa_cat1')
  if (old) return false
  const left = row.retry_rule.endsWith(':mac') && adviceOf(past.advice)?.retry === 'yes'
  if (left) return false
  const aboutCode = /security code/i.test(row.meaning_en)
  const aboutPlan = /instalment/i.test(row.meaning_en)
  return (
    past.expiry === now.expiry &&
    past.amount === now.amount &&
    (!aboutCode || past.securityCode === now.securityCode) &&
    (!aboutPlan || past.installments === now.installments)
  )
}

/** Mastercard publishes no sum for them, and nor do the brands without a programme. */
function feeOfIrreversible(brand: string): Pick<Judged, 'cents' | 'currency'> {
  if (brand === 'visa') return { cents: 10, currency: 'USD' }
  return { cents: brand === 'elo' ? 80 : 0, currency: 'BRL' }
}
