// scripts/support/invented-card.ts

/** Beginnings of Visa, Mastercard and Elo numbers of 16 digits. */
const PREFIXES = { visa: '402400715', mastercard: '544828555', elo: '650485111' } as const
export type InventedBrand = keyof typeof PREFIXES

const SERIALS = 100_000

/**
 * A number that adds up and belongs to nobody. `last` is its last digit, by which Cielo's sandbox
 * judges: 0, 1 and 4 are approved, 2 is refused.
 */
export function inventCard(brand: InventedBrand, serial: number, last: number): string {
  const middle = PREFIXES[brand] + String(serial % SERIALS).padStart(5, '0')
  for (let digit = 0; digit < 10; digit++) {
    const number = `${middle}${digit}${last}`
    if (addsUp(number)) return number
  }
  throw new Error(`no good number begins with ${middle}`)
}

/** Luhn, for an even number of digits. */
const addsUp = (number: string) =>
  [...number].reduce((sum, char, i) => {
    const doubled = i % 2 === 0 ? Number(char) * 2 : Number(char)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }, 0) %
    10 ===
  0
