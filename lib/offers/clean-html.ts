// lib/offers/clean-html.ts
import sanitize from 'sanitize-html'

/** Only whole addresses: what is relative would lead to a page of ours that nobody meant. */
const ADDRESS = /^(https?:\/\/[^\s]+|mailto:[^\s]+)$/i

/** Tags of a text that somebody wrote for a page, and nothing that runs, loads or frames. */
const RULES: sanitize.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    's',
    'u',
    'h2',
    'h3',
    'ul',
    'ol',
    'li',
    'blockquote',
    'a',
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  /** What stands inside of these was never meant to be read. */
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'noembed',
    'noframes',
    'title',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'xmp',
    'plaintext',
  ],
  transformTags: {
    h1: 'h2',
    b: 'strong',
    i: 'em',
    a: (tagName, { href = '' }) => ({
      tagName,
      attribs: {
        ...(ADDRESS.test(href.trim()) && { href: href.trim() }),
        rel: 'noopener nofollow',
        target: '_blank',
      },
    }),
  },
}

/** A database takes neither a zero nor half of a sign, and a page shows neither. */
const UNWRITTEN = /(?![\t\n\r])\p{Cc}|\p{Surrogate}/gu

export const written = (text: string) => text.replace(UNWRITTEN, '')

/** Tags that were nested in ways no browser draws take a second look, seldom a third. */
const PASSES_MAX = 6

/** The same text, safe to stand in a page. What is cleaned twice is as it was after the first time. */
export function cleanHtml(text: string): string {
  let clean = written(text)
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const next = sanitize(clean, RULES).trim()
    if (next === clean) return textOf(clean) === '' ? '' : clean
    clean = next
  }
  return textOf(clean) === '' ? '' : inParagraph(clean)
}

/** Whoever wove tags like that gets their words. */
const inParagraph = (html: string) =>
  `<p>${sanitize(html, { allowedTags: [], allowedAttributes: {} })}</p>`

/** What it says without its tags, one space between words. */
export const textOf = (html: string): string =>
  sanitize(html.replace(/<\/(p|h2|h3|li|blockquote)>|<br ?\/?>/g, ' '), { allowedTags: [] })
    .replace(/&nbsp;|\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
