// components/offers/content-paste.ts

/*
 * What Word and Google Docs put on the clipboard, made into what their writers saw: headings of two
 * levels, real lists in place of bullets that were typed, and no bold around everything. What a page
 * may hold is decided on the server; this is for the text to arrive as it left.
 */

/** A bullet or a number that Word draws into the paragraph, hidden from who cannot draw it. */
const MARKER = /<!\[if !supportLists\]>([\s\S]*?)<!\[endif\]>/i
const LIST_PARAGRAPH = /<p\b[^>]*\bmso-list:[^>]*>([\s\S]*?)<\/p>/gi

export function cleanPaste(html: string): string {
  return [headingsOf, listsOf, withoutOffice, withoutFalseBold].reduce(
    (text, step) => step(text),
    html,
  )
}

/** The page has its own first heading; deeper ones than two are none. */
const headingsOf = (html: string) =>
  html.replace(/<(\/?)h1\b/gi, '<$1h2').replace(/<(\/?)h[4-6]\b/gi, '<$1h3')

function listsOf(html: string): string {
  const marked = html.replace(LIST_PARAGRAPH, (paragraph, inner: string) => {
    const text = inner.replace(MARKER, '').replace(/<!--\[[\s\S]*?-->/g, '')
    const shown = (MARKER.exec(paragraph)?.[1] ?? '').replace(/<[^>]+>|&nbsp;|\s/g, '')
    const list = /^\(?(\d+|[a-z]|[ivx]+)[.)]/i.test(shown) ? 'ol' : 'ul'
    return `<${list}><li>${text.trim()}</li></${list}>`
  })
  return marked.replace(/<\/(ul|ol)>\s*<\1>/g, '')
}

const withoutOffice = (html: string) =>
  html
    .replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<!--[\s\S]*?-->|<!\[[^\]]*\]>/g, '')
    .replace(/<\/?(o|w|v|m|st1):[^>]*>/gi, '')
    .replace(/<(meta|link)\b[^>]*>/gi, '')

/** Google Docs wraps what is copied in a `<b>` that is not bold. */
const withoutFalseBold = (html: string) =>
  /<b\b[^>]*\bid=["']?docs-internal-guid/i.test(html)
    ? html
        .replace(/<b\b[^>]*\bid=["']?docs-internal-guid[^>]*>/i, '')
        .replace(/<\/b>(?!.*<\/b>)/is, '')
    : html
