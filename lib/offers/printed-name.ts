// lib/offers/printed-name.ts

const STATEMENT_LENGTH = 13

/** A name as every acquirer prints it on a statement: 13 plain capitals, digits and spaces. */
export const printedName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .toUpperCase()
    .slice(0, STATEMENT_LENGTH)
    .trim()
