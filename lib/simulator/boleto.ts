// lib/simulator/boleto.ts

const DAY_MS = 24 * 60 * 60_000
/** On 22 February 2025 the factor began again at 1000. */
const RESTART = Date.UTC(2025, 1, 22)
const RESTART_FACTOR = 1_000
const FIRST = Date.UTC(1997, 9, 7)

/** Days since 7 October 1997, until they ran out of digits. */
export function dueFactor(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  const factor =
    at >= RESTART
      ? RESTART_FACTOR + Math.round((at - RESTART) / DAY_MS)
      : Math.round((at - FIRST) / DAY_MS)
  return String(factor).padStart(4, '0')
}

/** Weights 2 and 1 from the right; of a product of two digits both are added. */
export function mod10(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(product / 10) + (product % 10)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** Weights 2 to 9 from the right; 0, 10 and 11 become 1. */
export function mod11(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    return total + Number(digit) * (2 + (place % 8))
  }, 0)
  const check = 11 - (sum % 11)
  return String(check === 0 || check > 9 ? 1 : check)
}

type Slip = {
  /** Three digits. */
  readonly bank: string
  /** `YYYY-MM-DD`. */
  readonly due: string
  readonly amount: number
  /** What the bank tells its slips apart by: 25 digits. */
  readonly free: string
}

export function toSlip({ bank, due, amount, free }: Slip) {
  const tail = dueFactor(due) + String(amount).padStart(10, '0')
  const check = mod11(`${bank}9${tail}${free}`)
  const barcode = `${bank}9${check}${tail}${free}`
  const blocks = [`${bank}9${free.slice(0, 5)}`, free.slice(5, 15), free.slice(15, 25)]
  const line = blocks.map((block) => block + mod10(block)).join('') + check + tail
  return { barcode, line }
}

/** As it is printed: `AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K UUUUVVVVVVVVVV`. */
export const printedLine = (line: string) =>
  line.replace(/^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/, '$1.$2 $3.$4 $5.$6 $7 $8')
