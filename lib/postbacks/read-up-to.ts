// lib/postbacks/read-up-to.ts

/** Null when there are more than `maxBytes`; no more than that is ever held in memory. */
export async function readUpTo(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    // The server itself ends a body at its announced length.
    return Number(announced) > maxBytes ? null : new Uint8Array(await request.arrayBuffer())
  }
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let total = 0
  const reader = request.body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    total += next.value.byteLength
    if (total > maxBytes) {
      await reader.cancel()
      return null
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks, total)
}
