// lib/images/read-image.ts
import { ok, type Result } from '@/lib/kernel/result'
import type { Tools } from '@/lib/platform/context'
import type { StorageError } from '@/lib/platform/storage'
import { readAddress } from './image-files'

export type ServedImage = { readonly bytes: Uint8Array; readonly type: string }

const KEPT_BYTES_MAX = 32 * 1_048_576
/** Asked for by everybody who opens a page on the night it opens: the storage is asked once. */
const kept = new Map<string, Uint8Array>()
let keptBytes = 0
type Got = Result<Uint8Array | null, StorageError>
/** On their way: whoever asks meanwhile gets what comes of them. */
const coming = new Map<string, Promise<Got>>()

/** The file an address asks for, or null. Public: whoever knows the address may see the picture. */
export async function readImage(
  { storage }: Pick<Tools, 'storage'>,
  { id, file }: { readonly id: string; readonly file: string },
): Promise<Result<ServedImage | null, StorageError>> {
  const address = readAddress(id, file)
  if (address === null) return ok(null)
  const { key, type } = address
  const near = kept.get(key)
  if (near !== undefined) {
    keep(key, near)
    return ok({ bytes: near, type })
  }
  const got = await (coming.get(key) ?? fetchOnce(storage, key))
  if (!got.ok) return got
  return ok(got.value === null ? null : { bytes: got.value, type })
}

function fetchOnce(storage: Tools['storage'], key: string): Promise<Got> {
  const asked = storage
    .get(key)
    .then((got) => {
      if (got.ok && got.value !== null) keep(key, got.value)
      return got
    })
    .finally(() => coming.delete(key))
  coming.set(key, asked)
  return asked
}

/** In the order of use: what was not asked for the longest goes first. */
function keep(key: string, bytes: Uint8Array) {
  if (kept.delete(key)) keptBytes -= bytes.byteLength
  kept.set(key, bytes)
  keptBytes += bytes.byteLength
  for (const [oldest, each] of kept) {
    if (keptBytes <= KEPT_BYTES_MAX) return
    kept.delete(oldest)
    keptBytes -= each.byteLength
  }
}
