// lib/platform/storage.ts
import { join } from 'node:path'
import { invariant } from '@/lib/kernel/invariant'
import type { Result } from '@/lib/kernel/result'
import type { Http } from './http'
import { openDisk } from './storage-disk'
import { openBucket } from './storage-s3'
import type { Bucket } from './storage-url'

/** The place did not take, or did not give, what it was asked for: not now, that is all we know. */
export type StorageError = { readonly code: 'storage_unavailable'; readonly cause: string }

/**
 * Files that are too large for a row, whole, by a key of ours. What lies there is never changed under
 * the same key but by the same bytes, so nobody has to ask which of two came last.
 */
export type Storage = {
  put(key: string, bytes: Uint8Array, type: string): Promise<Result<null, StorageError>>
  /** Null when there is none. */
  get(key: string): Promise<Result<Uint8Array | null, StorageError>>
  /** Also when there is none. */
  delete(key: string): Promise<Result<null, StorageError>>
}

type Place = { readonly DATA_DIR: string; readonly STORAGE_URL?: Bucket | undefined }
type Wire = { readonly http: Http; readonly now: () => Date }

/** The bucket that the environment names, else a folder of the installation. */
export function openStorage(wire: Wire, { DATA_DIR, STORAGE_URL }: Place): Storage {
  const storage =
    STORAGE_URL === undefined ? openDisk(join(DATA_DIR, 'uploads')) : openBucket(wire, STORAGE_URL)
  return guarded(storage)
}

/** Words, dots and lines between slashes, and no part that begins with a dot: nothing leads elsewhere. */
const KEY = /^\w[\w.-]*(\/\w[\w.-]*)*$/
const KEY_LENGTH_MAX = 200

/** A key is made by us; one that could lead out of its folder is a bug of ours, whoever typed it. */
function guarded(storage: Storage): Storage {
  const check = (key: string) =>
    invariant(KEY.test(key) && key.length <= KEY_LENGTH_MAX, 'a storage key of another shape')
  return {
    async put(key, bytes, type) {
      check(key)
      return storage.put(key, bytes, type)
    },
    async get(key) {
      check(key)
      return storage.get(key)
    },
    async delete(key) {
      check(key)
      return storage.delete(key)
    },
  }
}
