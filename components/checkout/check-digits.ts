// components/checkout/check-digits.ts

/** Known to everybody, right by its digits, and nobody's. */
const NOBODYS = '12345678909'

/**
 * Whether the last two digits of a CPF or CNPJ agree with the others; a letter counts as its place
 * after `0`. The server asks `lib/kernel/tax-id`, which a test compares this with.
 */
export function checkDigitsAgree(text: string): boolean {
  if (/^(.)\1+$/.test(text) || text === NOBODYS) return false
  const highest = text.length === 11 ? 11 : 9
  const digitOf = (part: string) => {
    let sum = 0
    for (let i = 0; i < part.length; i++) {
      const weight = 2 + (i % (highest - 1))
      sum += (part.charCodeAt(part.length - 1 - i) - 48) * weight
    }
    return sum % 11 < 2 ? 0 : 11 - (sum % 11)
  }
  const body = text.slice(0, -2)
  const first = digitOf(body)
  return text === `${body}${first}${digitOf(`${body}${first}`)}`
}
