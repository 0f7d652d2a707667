// lib/kernel/search-words.ts

const WORDS_MAX = 40
const LETTERS_MAX = 40
const EMAIL_MAX = 100

/** An address as a whole. No quote and no backslash: they mean something to who searches. */
const EMAIL = /[^\s@'"\\<>,;:()]+@[^\s@'"\\<>,;:()]*/g

/** A CPF, a CNPJ or a telephone: with its dots it is still one number, and never several. */
const ONE_NUMBER = /^\d{10,14}$/

const plainOf = (texts: readonly (string | null | undefined)[]) =>
  texts
    .filter((text) => typeof text === 'string')
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

const cut = (plain: string) =>
  plain
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, LETTERS_MAX))

const emailsIn = (plain: string) =>
  [...plain.matchAll(EMAIL)].map(([email]) => email.slice(0, EMAIL_MAX))

/**
 * `Ávila-Souza <ana@x.com>` → avila, souza, ana, x, com, ana@x.com: how texts and searches are cut
 * alike. An e-mail is also kept whole, because every buyer has a `com`.
 */
export function searchWords(...texts: readonly (string | null | undefined)[]): readonly string[] {
  const plain = plainOf(texts)
  return [...new Set([...emailsIn(plain), ...cut(plain)])].slice(0, WORDS_MAX)
}

const all = (words: readonly string[]) => words.map((word) => `'${word}':*`).join(' & ')

/**
 * `maria 529.982` → words that begin like that, all of them. Digits that a person parts with dots,
 * dashes or brackets are one number, as the documents and phones they come from; or several, as
 * in a reference. Null: nothing to look for.
 */
export function searchQuery(text: string): string | null {
  const plain = plainOf([text])
  const emails = emailsIn(plain)
  const rest = plain.replaceAll(EMAIL, ' ')
  const joined = rest.replace(/(?<=\d)[.\-/()\s]+(?=\d)/g, '')
  const words = [...new Set([...emails, ...cut(joined)])].slice(0, WORDS_MAX)
  if (words.length === 0) return null
  const apart = [...new Set([...emails, ...cut(rest)])].slice(0, WORDS_MAX)
  const isOneNumber = words.some((word) => ONE_NUMBER.test(word))
  if (apart.length === words.length || isOneNumber) return all(words)
  return `(${all(words)}) | (${all(apart)})`
}
