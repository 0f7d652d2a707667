// lib/postbacks/inflate.ts
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate as inflateZlib } from 'node:zlib'

const OPENERS: Readonly<Record<string, typeof unzipped>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflateZlib),
  br: promisify(brotliDecompress),
}

/** The shape they share. */
declare function unzipped(bytes: Uint8Array, options: { maxOutputLength: number }): Promise<Buffer>

/**
 * What was packed for the road, unpacked, and never more of it than `maxBytes`: null beyond. An
 * encoding we do not know and a broken one are left as they came, for whoever looks at them.
 */
export async function inflate(
  encoding: string | null,
  bytes: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const open = encoding === null ? undefined : OPENERS[encoding.trim().toLowerCase()]
  if (open === undefined) return bytes
  try {
    return await open(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    return isTooLong(error) ? null : bytes
  }
}

const isTooLong = (error: unknown) =>
  error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
