// lib/offers/clean-html.ts
import sanitize from 'sanitize-html'

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
  transformTags: {
    h1: 'h2',
    b: 'strong',
    i: 'em',
    a: (tagName, { href }) => ({
      tagName,
      attribs: { ...(href !== undefined && { href }), rel: 'noopener nofollow', target: '_blank' },
    }),
  },
}

/** The same text, safe to stand in a page. What is cleaned twice is as it was after the first time. */
export function cleanHtml(text: string): string {
  const clean = sanitize(text, RULES).trim()
  return textOf(clean) === '' ? '' : clean
}

/** What it says without its tags, one space between words. */
export const textOf = (html: string): string =>
  sanitize(html.replace(/<\/(p|h2|h3|li|blockquote)>|<br ?\/?>/g, ' '), { allowedTags: [] })
    .replace(/&nbsp;|\s+/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .trim()
