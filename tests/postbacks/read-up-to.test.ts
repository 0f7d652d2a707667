// tests/postbacks/read-up-to.test.ts
import { expect, test } from 'vitest'
import { readUpTo } from '@/lib/postbacks/read-up-to'

const MAX_BYTES = 1024 * 1024

/** A body of pieces without an announced length; counts how many were asked for. */
function inPieces(sizes: readonly number[]) {
  let given = 0
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      const size = sizes[given]
      if (size === undefined) return stream.close()
      given++
      stream.enqueue(new Uint8Array(size).fill(given))
    },
  })
  const streamed = { method: 'POST', body, duplex: 'half' }
  const request = new Request('http://a.test', streamed)
  return { request, given: () => given }
}
const announced = (bytes: number) =>
  new Request('http://a.test', {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-length': String(bytes) },
  })

test('a mebibyte passes, and one byte more does not', async () => {
  expect((await readUpTo(announced(MAX_BYTES), MAX_BYTES))?.byteLength).toBe(MAX_BYTES)
  expect(await readUpTo(announced(MAX_BYTES + 1), MAX_BYTES)).toBeNull()
})

test('the same holds when the length is not announced', async () => {
  const pieces = [MAX_BYTES / 2, MAX_BYTES / 2]
  expect((await readUpTo(inPieces(pieces).request, MAX_BYTES))?.byteLength).toBe(MAX_BYTES)
  expect(await readUpTo(inPieces([...pieces, 1]).request, MAX_BYTES)).toBeNull()
})

test('an endless body is left as soon as it is too long', async () => {
  const endless = inPieces(Array<number>(10_000).fill(64 * 1024))
  expect(await readUpTo(endless.request, MAX_BYTES)).toBeNull()
  expect(endless.given()).toBeLessThan(20)
})

test('pieces are put together as they came', async () => {
  expect(await readUpTo(inPieces([1, 2]).request, MAX_BYTES)).toEqual(Buffer.from([1, 2, 2]))
})

test('no body is an empty one', async () => {
  const request = new Request('http://a.test', { method: 'POST' })
  expect((await readUpTo(request, MAX_BYTES))?.byteLength).toBe(0)
})
