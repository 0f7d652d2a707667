// app/(public)/i/[id]/[file]/route.ts
import { readImage } from '@/lib/images/read-image'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ id: string; file: string }> }

/** Under one address lies the same picture for ever; that there is none may change. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const A_MINUTE = 'public, max-age=60'

/** A picture of a page: nobody is asked who they are, and nothing but a picture is ever served here. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const found = await readImage(tools, await params)
  if (!found.ok) {
    log.error('a picture could not be read', { cause: found.error.cause })
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } })
  }
  if (found.value === null) {
    return new Response(null, { status: 404, headers: { 'cache-control': A_MINUTE } })
  }
  const { bytes, type } = found.value
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'cache-control': FOR_EVER,
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    },
  })
}
