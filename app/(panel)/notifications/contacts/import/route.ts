// app/(panel)/notifications/contacts/import/route.ts

/*
 * POST  a list of phones or e-mails as text, to go onto the suppression list; the file's name comes
 *       in `x-file-name`. Answers how many were added, were there already, and could not be read.
 */

import { revalidatePath } from 'next/cache'
import { importContacts } from '@/lib/notifications/import-contacts'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'

const BYTES_MAX = 20_000_000

const STATUS = { not_allowed: 403, file_empty: 422, file_not_text: 422 } as const

export async function POST(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  if (request.headers.get('sec-fetch-site') === 'cross-site') return problem(403, 'not_allowed')
  const bytes = await readUpTo(request.body, BYTES_MAX)
  if (bytes === null) return problem(413, 'file_too_large')
  const fileName = decodeURIComponent(request.headers.get('x-file-name') ?? 'csv')
  const done = await importContacts(ctx, { bytes, fileName })
  if (!done.ok) return problem(STATUS[done.error.code], done.error.code)
  revalidatePath('/notifications', 'layout')
  return Response.json(done.value)
}

/** Null when there is more of it. */
async function readUpTo(body: Request['body'], most: number): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array()
  const pieces: Uint8Array[] = []
  const reader = body.getReader()
  let length = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength
    if (length > most) {
      await reader.cancel()
      return null
    }
    pieces.push(read.value)
  }
  return Buffer.concat(pieces)
}
