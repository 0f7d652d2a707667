// lib/postbacks/clean.ts

/** In a JSON text: an escape of what no text of PostgreSQL can hold. */
const SPOILT_TEXT = /\\u(?:0000|d[89a-f][\da-f]{2})/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const NUL = /\u0000/g
const HALF_A_CHARACTER = /\p{Surrogate}/gu

/** Whether parsing this gives only texts that can be kept as they are. */
export const isClean = (json: string) => !SPOILT_TEXT.test(json)

/** No platform comes near it, and whatever walks through a body later may do so by recursion. */
export const MAX_DEPTH = 64

/** The same value without NUL characters and halves of characters, cut where it is too deep. */
export function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH) return null
  if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1))
  // `fromEntries` makes a property of its own of every name, `__proto__` included.
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [cleanText(name), clean(each, depth + 1)]),
  )
}

const cleanText = (text: string) => text.replace(NUL, '').replace(HALF_A_CHARACTER, '\ufffd')
