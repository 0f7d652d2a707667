// lib/simulator/mime.ts

export type ReadMail = {
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly headers: Readonly<Record<string, string>>
}

/** As much of MIME as mails of ours use: alternatives, quoted-printable, base64, encoded words. */
export function readMail(raw: string): ReadMail {
  const whole = partOf(raw)
  const parts = leavesOf(whole)
  const find = (type: string) => parts.find(({ headers }) => typeIn(headers) === type)
  const text = find('text/plain')
  const html = find('text/html')
  return {
    subject: unfolded(whole.headers.subject ?? ''),
    text: text === undefined ? '' : decoded(text),
    html: html === undefined ? null : decoded(html),
    headers: Object.fromEntries(
      Object.entries(whole.headers).map(([name, value]) => [name, unfolded(value)]),
    ),
  }
}

type Part = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

function partOf(raw: string): Part {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(raw) ?? [null, raw, '']
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const pairs = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line))
  const headers = Object.fromEntries(
    pairs
      .filter((pair) => pair !== null)
      .map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  )
  return { headers, body }
}

const typeIn = (headers: Part['headers']) =>
  /^[^;\s]+/.exec(headers['content-type'] ?? 'text/plain')?.[0].toLowerCase() ?? 'text/plain'

function leavesOf(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return [part]
  return part.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((each) => leavesOf(partOf(each.replace(/^\r?\n/, ''))))
}

function decoded({ headers, body }: Part): string {
  const encoding = (headers['content-transfer-encoding'] ?? '').toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? fromQuoted(body.replace(/=\r?\n/g, ''))
        : Buffer.from(body, 'latin1')
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd()
}

const fromQuoted = (text: string) =>
  Buffer.from(
    text.replace(/=([\dA-F]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )

/** `=?UTF-8?Q?Ol=C3=A1?=` and its base64 sister; between two of them a space says nothing. */
const unfolded = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?[^?]+\?([QB])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      (how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : fromQuoted(text.replaceAll('_', ' '))
      ).toString('utf8'),
    )
