// lib/postbacks/amount.ts
import { type Centavos, centavos, readDecimal, readFloat } from '@/lib/kernel/money'

const GROUPED = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?$/

const DECIMAL = /^\d+(?:[.,]\d+)?$/

/**
 * What machines write in reais: `1497`, `149.70000000000002`, `"197.00"`, `"27,50"`, `"R$ 1.297,90"`
 * and `"1,297.90"`. Three digits after a mark are thousands, in either language. Null when it is no
 * amount.
 */
export function centsFromReais(value: string | number): Centavos | null {
  if (typeof value === 'number') return readFloat(value)
  const text = value.replace(/^\s*R\$|\s/g, '')
  const [, mark] = GROUPED.exec(text) ?? []
  if (mark !== undefined) return readDecimal(text.replaceAll(mark, '').replace(',', '.'))
  return DECIMAL.test(text) ? readDecimal(text.replace(',', '.')) : null
}

/** Whole centavos, as a number or as text; never a fraction of one. */
export function centsFromCents(value: string | number): Centavos | null {
  const text = String(value).trim()
  if (!/^\d{1,15}$/.test(text)) return null
  return centavos(Number(text))
}
