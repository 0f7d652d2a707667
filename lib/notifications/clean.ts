// lib/notifications/clean.ts

const MAX_VALUE = 300
/** A text message ends here, whatever the channel. */
export const MAX_BODY = 4_096

/** Line breaks, tabs and what cannot be seen: a name is no place for them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g
/** Letters of any language, spaces, and what stands inside names. */
const NOT_IN_NAMES = /[^\p{L}\p{M} '’.-]/gu

/** Cut between the halves of a letter or an emoji, half of it is left, which nobody can keep. */
export const cut = (text: string, most: number) => text.slice(0, most).replace(/\p{Cs}/gu, '')

const CODES_AND_LINKS = /^(pix|boleto|checkout|access)\.|_url$|\.url$|_code$/

/** Codes and addresses are copied whole; every other value is short and on one line. */
export function cleanValue(name: string, value: string): string {
  const visible = value.replace(INVISIBLE, ' ').replaceAll('\u00a0', ' ').trim()
  if (CODES_AND_LINKS.test(name)) return visible
  return cut(visible.replace(/ {2,}/g, ' '), MAX_VALUE)
}

/** Anybody can leave a cart with somebody else's number and a link for a name. */
const LOOKS_LIKE_A_LINK = /^(https?:|www\.)|\.(com|net|org|br|io|app|link|site|xyz|me|ly)\b|[/@]/i

/** `golpe.top` is a link to some telephone; `Dr.João` and `J.P.` stay readable without it. */
const BETWEEN_WORDS = /(?<=[\p{L}\p{M}]{2})\.(?=\p{L}{2})/gu

const MAX_NAME = 40

/** What people type into a checkout, as a name: letters and what stands between them. */
export const cleanName = (name: string | null): string =>
  cut(
    (name ?? '')
      .replace(INVISIBLE, ' ')
      .split(/\s+/)
      .filter((word) => !LOOKS_LIKE_A_LINK.test(word))
      .map((word) => word.replace(NOT_IN_NAMES, ''))
      // Looked at again: `golpe.c*om` has only now become one.
      .filter((word) => word !== '' && !LOOKS_LIKE_A_LINK.test(word))
      .map((word) => word.replace(BETWEEN_WORDS, ' '))
      .join(' '),
    MAX_NAME,
  ).trim()

/** `MARIA das dores` is Maria. A single letter is no name to greet with. */
export function firstName(name: string | null): string {
  const [word = ''] = cleanName(name).split(' ')
  if (word.length < 2) return ''
  return `${word.charAt(0).toLocaleUpperCase('pt-BR')}${word.slice(1).toLocaleLowerCase('pt-BR')}`
}

/** The whole message: no blank ends, no gaps of more than two lines, and never too long to send. */
export const cleanBody = (text: string): string =>
  cut(
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{4,}/g, '\n\n\n')
      .trim(),
    MAX_BODY,
  )

const MAX_SUBJECT = 200

/** One line; null when nothing is left of it. */
export const cleanSubject = (text: string): string | null =>
  cut(text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim(), MAX_SUBJECT) || null
