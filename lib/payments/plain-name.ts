// lib/payments/plain-name.ts

/** Acquirers take a holder in letters and spaces alone: `José D’Ávila` is `JOSE D AVILA`. */
export const plainName = (name: string, max: number): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .slice(0, max)
    .trim()
    .toUpperCase()
