// lib/notifications/csv-text.ts

/**
 * The text of a file, whoever wrote it: UTF-8 with or without its mark, UTF-16 as Excel calls
 * "Unicode text", or the Windows coding of this country. Null when it is no text at all.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // A spreadsheet's own file, a picture, a packed archive.
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const DELIMITERS = [';', ',', '\t', '|'] as const
const LINES_ASKED = 20

/** The one that stands most often in the first lines, outside quotes. */
export function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const lines = bare.split(/\r\n|\n|\r/).slice(0, LINES_ASKED)
  const times = (delimiter: string) =>
    lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0)
  return [...DELIMITERS].sort((a, b) => times(b) - times(a))[0] ?? ','
}
