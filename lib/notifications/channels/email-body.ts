// lib/notifications/channels/email-body.ts

/** As people write them: what ends the sentence around a link is not of the link. */
const LINK = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}*_~]/gi

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export type Letter = {
  readonly body: string
  /** A Pix or a boleto, to be copied whole. */
  readonly code: string | null
  readonly from: string
  readonly leave: { readonly url: string; readonly reminder: boolean }
}

const words = (reminder: boolean) =>
  reminder
    ? 'Não quer mais receber lembretes por e-mail?'
    : 'Você recebeu este e-mail por causa de uma compra sua.'

/** What a reader without HTML sees: the text as it was written, without its stars. */
export const plainOf = ({ body, from, leave }: Letter) =>
  [
    body.replace(/(^|\s)[*_~](\S(?:.*?\S)?)[*_~](?=\s|[.,;:!?)]|$)/gm, '$1$2'),
    '--',
    `${from}`,
    `${words(leave.reminder)} ${leave.url}`,
  ].join('\n\n')

/** Of addresses it makes links, of WhatsApp's signs what they mean there; a code stands apart. */
export function htmlOf(letter: Letter): string {
  const { body, code, from, leave } = letter
  const paragraphs = body
    .split(/\n{2,}/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => paragraphOf(each, code))
  return [
    '<!doctype html><html lang="pt-BR"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"></head>',
    `<body style="margin:0;padding:24px 12px;background:#f4f3f0;${FONT}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;',
    'background:#ffffff;border-radius:12px;border:1px solid #e4e1da"><tr>',
    '<td style="padding:28px 28px 8px;color:#1c1b19;font-size:16px;line-height:1.55">',
    ...paragraphs,
    '</td></tr><tr><td style="padding:16px 28px 24px;color:#6b675f;font-size:13px;line-height:1.5;',
    `border-top:1px solid #e4e1da">${escaped(from)}<br>${words(leave.reminder)} `,
    `<a href="${escaped(leave.url)}" style="color:#6b675f">${leave.reminder ? 'Parar de receber' : 'Gerenciar avisos'}</a>`,
    '</td></tr></table></td></tr></table></body></html>',
  ].join('')
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Clicked once, all of it is selected; and no mail program breaks it in two. */
const codeOf = (code: string) =>
  `<div style="margin:0 0 16px;padding:14px 16px;background:#f4f3f0;border:1px dashed #b9b4a9;border-radius:8px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px;line-height:1.45;word-break:break-all;-webkit-user-select:all;user-select:all">${escaped(code)}</div>`

function paragraphOf(text: string, code: string | null): string {
  if (code === null || !text.includes(code)) return proseOf(text)
  const [before = '', after = ''] = text.split(code)
  return [proseOf(before.trim()), codeOf(code), proseOf(after.trim())].join('')
}

/** Links are cut out before anything else is read, for stars and underlines may be part of one. */
function proseOf(text: string): string {
  if (text === '') return ''
  const links = text.match(LINK) ?? []
  const html = text
    .split(LINK)
    .map((part, index) => marked(escaped(part)) + linkOf(links[index]))
    .join('')
  return `<p style="margin:0 0 16px">${html.replaceAll('\n', '<br>')}</p>`
}

const marked = (html: string) =>
  html
    .replace(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=[\s.,;:!?)]|$)/gm, '$1<strong>$2</strong>')
    .replace(/(^|[\s(])_(\S(?:[^_\n]*\S)?)_(?=[\s.,;:!?)]|$)/gm, '$1<em>$2</em>')
    .replace(/(^|[\s(])~(\S(?:[^~\n]*\S)?)~(?=[\s.,;:!?)]|$)/gm, '$1<s>$2</s>')

const linkOf = (url: string | undefined) =>
  url === undefined
    ? ''
    : `<a href="${escaped(url)}" style="color:#1f5f4a;font-weight:600;word-break:break-word">${escaped(url)}</a>`
