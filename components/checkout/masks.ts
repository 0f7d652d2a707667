// components/checkout/masks.ts

export type Mask = (digits: string) => string

export const digitsOf = (text: string) => text.replace(/\D/g, '')

const AMEX = /^3[47]/

/** 4-4-4-4, and 4-6-5 for American Express; 19 digits at most. */
export const cardMask: Mask = (digits) => {
  if (!AMEX.test(digits)) return digits.slice(0, 19).replace(/(\d{4})(?=\d)/g, '$1 ')
  return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)].filter(Boolean).join(' ')
}

/** Takes MMAA and MMAAAA, typed or filled by the browser, and shows MM/AA. */
export const expiryMask: Mask = (digits) => {
  if (digits.length > 4) return `${digits.slice(0, 2)}/${digits.slice(0, 6).slice(-2)}`
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits
}

/** (11) 91234-5678. A number pasted with +55 loses it. */
export const phoneMask: Mask = (typed) => {
  const digits = (/^55\d{10,11}$/.test(typed) ? typed.slice(2) : typed).slice(0, 11)
  if (digits.length <= 2) return digits
  const [area, rest] = [digits.slice(0, 2), digits.slice(2)]
  const cut = rest.length > 8 ? 5 : 4
  return `(${area}) ${rest.length > cut ? `${rest.slice(0, cut)}-${rest.slice(cut)}` : rest}`
}

/** CPF up to 11 digits, CNPJ from there on. A CNPJ with letters never comes here. */
export const documentMask: Mask = (typed) => {
  const digits = typed.slice(0, 14)
  const parts =
    digits.length <= 11
      ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)]
      : [
          digits.slice(0, 2),
          digits.slice(2, 5),
          digits.slice(5, 8),
          digits.slice(8, 12),
          digits.slice(12),
        ]
  const marks = digits.length <= 11 ? ['', '.', '.', '-'] : ['', '.', '.', '/', '-']
  return parts.map((part, i) => (part === '' ? '' : `${marks[i]}${part}`)).join('')
}

/**
 * Shows the masked text and leaves the caret behind the same digit it was behind. Masks are display
 * only: what is sent is the digits.
 */
export function applyMask(input: HTMLInputElement, mask: Mask): void {
  const caret = input.selectionStart ?? input.value.length
  const before = digitsOf(input.value.slice(0, caret)).length
  const masked = mask(digitsOf(input.value))
  if (masked === input.value) return
  input.value = masked
  let at = 0
  for (let seen = 0; at < masked.length && seen < before; at++) {
    if (/\d/.test(masked.charAt(at))) seen++
  }
  input.setSelectionRange(at, at)
}
