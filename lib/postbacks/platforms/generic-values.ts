// lib/postbacks/platforms/generic-values.ts
import type { PaymentMethod } from '@/db/schema/purchases'
import type { BodyPath, Mapping } from '@/db/schema/stores'
import type { Centavos } from '@/lib/kernel/money'
import { instantIn } from '@/lib/kernel/zoned'
import { IN_QUERY } from '@/lib/stores/mapping.schema'
import { centsFromCents, centsFromReais } from '../amount'
import { endOfDay, instantFrom, instantFromEpoch } from '../dates'
import { clean } from '../fields'
import type { Sent } from '../platform'
import { readBody } from '../read-body'

const SAYS_NOTHING = new Set(['', 'null', 'undefined', 'Não Informado'])
const LONGEST = 4_000

/** The value at a picked place: of the body, or of the address it was sent to. */
export function valueAt(sent: Sent, [first, ...rest]: BodyPath): unknown {
  if (first === undefined) return undefined
  if (first === IN_QUERY) return sent.query.get(rest[0] ?? '') ?? undefined
  let place: unknown = readBody(sent)
  for (const name of [first, ...rest]) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return undefined
    place = (place as Record<string, unknown>)[name]
  }
  return place
}

/** As text, when somebody could have meant it: lists and objects say nothing by themselves. */
export function textAt(sent: Sent, path: BodyPath | undefined): string | null {
  const value = path === undefined ? undefined : valueAt(sent, path)
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = clean(String(value)).trim()
  return SAYS_NOTHING.has(text) ? null : text.slice(0, LONGEST)
}

/** Money in the one unit that its store said. Null when it is no amount in that unit. */
export function moneyFrom(text: string, unit: Mapping['money']): Centavos | null {
  if (unit === 'cents') return centsFromCents(text)
  const plain = text.replace(/^\s*R\$|\s/g, '')
  // A number of JSON has a dot whatever its owner writes in texts.
  if (unit === 'decimal_comma' && /,/.test(plain)) {
    return centsFromReais(plain.replaceAll('.', '').replace(',', '.'))
  }
  const grouped = unit === 'decimal_comma' && /^\d{1,3}(\.\d{3})+$/.test(plain)
  const number = plain.replaceAll(grouped ? '.' : ',', '')
  return /^\d+(\.\d+)?$/.test(number) ? centsFromReais(Number(number)) : null
}

const BRAZILIAN = /^(\d\d)[/-](\d\d)[/-](\d{4})(.*)$/
const FRACTION = /\.\d+$/

/** A time in the one form that its store said; an offset in the text itself is always believed. */
export function timeFrom(text: string, { dates, zone }: Pick<Mapping, 'dates' | 'zone'>) {
  if (dates === 'epoch_s' || dates === 'epoch_ms') {
    const value = /^\d{1,16}(\.\d+)?$/.test(text) ? Number(text) : null
    if (value === null) return null
    return instantFromEpoch(Math.trunc(dates === 'epoch_s' ? value * 1000 : value))
  }
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return instantFrom(text.replace(' ', 'T'))
  const wall =
    dates === 'dmy_hms'
      ? text.replace(BRAZILIAN, (_, d, m, y, rest) => `${y}-${m}-${d}${rest}`)
      : text
  const at = instantIn(zone, wall.replace(FRACTION, ''))
  return at === null ? null : instantFromEpoch(at.getTime())
}

/** A boleto can be paid until its day ends, whatever hour was written. */
export function dueFrom(text: string, form: Pick<Mapping, 'dates' | 'zone'>): Date | null {
  const at = form.dates.startsWith('epoch') ? timeFrom(text, form) : null
  return endOfDay(
    at === null ? text.replaceAll('-', /^\d{4}/.test(text) ? '-' : '/') : at.toISOString(),
  )
}

/** A word that names an event, short enough to be one. */
export const wordAt = (sent: Sent, path: BodyPath) =>
  textAt(sent, path)?.slice(0, LONGEST_WORD) ?? null
const LONGEST_WORD = 100

const METHODS: readonly (readonly [word: RegExp, method: PaymentMethod])[] = [
  [/pix/, 'pix'],
  [/bolet|billet|slip/, 'boleto'],
  [/card|cart[aã]o|credit/, 'credit_card'],
]

/** The words of all gateways for the three ways to pay are alike. */
export function methodFrom(word: string | null): PaymentMethod | null {
  if (word === null) return null
  return METHODS.find(([form]) => form.test(word.toLowerCase()))?.[1] ?? 'other'
}

const YES = new Set(['true', '1', 'yes', 'sim', 's', 'test', 'teste', 'sandbox', 'homologacao'])
export const saysYes = (word: string | null) => word !== null && YES.has(word.toLowerCase())
