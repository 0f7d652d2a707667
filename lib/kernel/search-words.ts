// lib/kernel/search-words.ts

const WORDS_MAX = 40
const LETTERS_MAX = 40

/** `Ávila-Souza <ana@x.com>` → avila, souza, ana, x, com: how texts and searches are cut alike. */
export function searchWords(...texts: readonly (string | null | undefined)[]): readonly string[] {
  const plain = texts
    .filter((text) => typeof text === 'string')
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
  const found = plain.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '')
  return [...new Set(found)].slice(0, WORDS_MAX).map((word) => word.slice(0, LETTERS_MAX))
}

/**
 * `maria 529.982` → words that begin like that, all of them. Digits that a person parts with dots,
 * dashes or brackets are one number, as the documents and phones they come from. Null: nothing to
 * look for.
 */
export function searchQuery(text: string): string | null {
  const joined = text.replace(/(?<=\d)[.\-/()\s]+(?=\d)/g, '')
  const words = searchWords(joined)
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ')
}
