// lib/postbacks/look-up.ts

/** A gateway's word in a table of ours. `constructor` and `__proto__` are words too, and in no table. */
export const lookUp = <V>(
  table: Readonly<Record<string, V>>,
  word: string | undefined,
): V | undefined => (word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined)
