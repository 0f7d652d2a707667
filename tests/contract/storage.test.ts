// tests/contract/storage.test.ts
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { openStorage, type Storage } from '@/lib/platform/storage'
import { readStorageUrl } from '@/lib/platform/storage-url'
import { BUCKET, s3StandIn } from '../support/s3-stand-in'

const folder = mkdtempSync(join(tmpdir(), 'storage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const s3 = await s3StandIn()
const wire = { http: sendHttp, now: () => new Date('2026-03-05T15:00:00Z') }

const bucketOf = (url: string) => {
  const read = readStorageUrl(url)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}
const disk = openStorage(wire, { DATA_DIR: folder })
const bucket = openStorage(wire, { DATA_DIR: folder, STORAGE_URL: bucketOf(s3.url) })

const PLACES: readonly [name: string, storage: Storage][] = [
  ['a folder', disk],
  ['a bucket', bucket],
]
/** No text: what reads it as one spoils it. */
const BYTES = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256)
const KEY = 'images/img_0123456789abcdefghjkmnpqr/320.webp'

beforeEach(() => {
  s3.kept.clear()
  s3.refused.length = 0
  s3.faults.length = 0
})

describe.each(PLACES)('%s', (_, storage) => {
  test('gives back the bytes it was given, and not one other', async () => {
    expect(await storage.put(KEY, BYTES, 'image/webp')).toEqual({ ok: true, value: null })
    const got = await storage.get(KEY)
    expect(got.ok && got.value !== null && Buffer.from(BYTES).equals(got.value)).toBe(true)
  })

  test('knows nothing of a key nobody put, nor of the folder above one', async () => {
    expect(await storage.get('images/never/320.webp')).toEqual({ ok: true, value: null })
    await storage.put(KEY, BYTES, 'image/webp')
    expect(await storage.get('images')).toEqual({ ok: true, value: null })
    expect(await storage.get(`${KEY}/deeper`)).toEqual({ ok: true, value: null })
  })

  test('takes the same key again, and forgets it when told, twice as well', async () => {
    await storage.put(KEY, BYTES.subarray(0, 10), 'image/webp')
    await storage.put(KEY, BYTES, 'image/webp')
    const got = await storage.get(KEY)
    expect(got.ok && got.value?.byteLength).toBe(BYTES.byteLength)
    expect(await storage.delete(KEY)).toEqual({ ok: true, value: null })
    expect(await storage.delete(KEY)).toEqual({ ok: true, value: null })
    expect(await storage.get(KEY)).toEqual({ ok: true, value: null })
  })

  test.each([
    '../secrets.json',
    'images/../../x',
    '/etc/passwd',
    'a//b',
    'a/.env',
    'a\\b',
    'a/',
    '',
  ])('asks for nothing under %j, which leads out of it', async (key) => {
    await expect(storage.get(key)).rejects.toThrow('storage key')
    await expect(storage.put(key, BYTES, 'image/webp')).rejects.toThrow('storage key')
    await expect(storage.delete(key)).rejects.toThrow('storage key')
  })

  test('keeps many at once apart', async () => {
    const keys = Array.from({ length: 20 }, (_, i) => `images/many/${i}.webp`)
    await Promise.all(keys.map((key, i) => storage.put(key, Uint8Array.of(i), 'image/webp')))
    const got = await Promise.all(keys.map((key) => storage.get(key)))
    expect(got.map((each) => each.ok && each.value?.[0])).toEqual(keys.map((_, i) => i))
  })
})

describe('a folder', () => {
  test('has nothing half written left beside a file', async () => {
    await Promise.all(Array.from({ length: 8 }, () => disk.put('images/one/960.avif', BYTES, 'x')))
    expect(readdirSync(join(folder, 'uploads/images/one'))).toEqual(['960.avif'])
  })

  test('that cannot be written says so, and does not throw', async () => {
    writeFileSync(join(folder, 'file'), '')
    const nowhere = openStorage(wire, { DATA_DIR: join(folder, 'file') })
    expect(await nowhere.put(KEY, BYTES, 'image/webp')).toMatchObject({
      error: { code: 'storage_unavailable', cause: 'ENOTDIR' },
    })
  })
})

describe('a bucket', () => {
  test('is told the type and the age of a file, and finds every signature true', async () => {
    await bucket.put(KEY, BYTES, 'image/avif')
    await bucket.get(KEY)
    await bucket.delete(KEY)
    await bucket.put('images/x/1.webp', BYTES, 'image/webp')
    expect(s3.refused).toEqual([])
    expect([...s3.kept]).toMatchObject([
      [
        `/${BUCKET}/uploads/images/x/1.webp`,
        { type: 'image/webp', cached: 'public, max-age=31536000, immutable' },
      ],
    ])
  })

  test('of another key is refused with the service’s own word', async () => {
    const STORAGE_URL = { ...bucketOf(s3.url), secretKey: new Secret('another') }
    const stranger = openStorage(wire, { DATA_DIR: folder, STORAGE_URL })
    expect(await stranger.put(KEY, BYTES, 'image/webp')).toEqual({
      ok: false,
      error: { code: 'storage_unavailable', cause: 'http 403 SignatureDoesNotMatch' },
    })
    expect(s3.kept.size).toBe(0)
  })

  test('that stumbles once is asked once more; one that keeps stumbling is unavailable', async () => {
    s3.faults.push(503)
    expect(await bucket.put(KEY, BYTES, 'image/webp')).toMatchObject({ ok: true })
    s3.faults.push('hang_up')
    expect(await bucket.get(KEY)).toMatchObject({ ok: true })
    s3.faults.push(500, 500)
    expect(await bucket.get(KEY)).toMatchObject({
      error: { code: 'storage_unavailable', cause: 'http 500' },
    })
  })

  test('that points elsewhere is not followed: its key goes to nobody else', async () => {
    s3.faults.push({ status: 307, location: 'http://127.0.0.1:9/elsewhere' })
    expect(await bucket.get(KEY)).toMatchObject({ error: { cause: 'http 307' } })
  })
})
