// tests/support/test-storage.ts
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openStorage } from '@/lib/platform/storage'

/** The storage of an installation without a bucket, in a folder of its own that goes with the test. */
export function testStorage() {
  const folder = mkdtempSync(join(tmpdir(), 'campainha-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const storage = openStorage(
    { http: async () => ({ kind: 'not_sent', cause: 'NO_NET' }), now: () => new Date() },
    { DATA_DIR: folder },
  )
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(`${folder}/uploads/`.length))
      .sort()
  return { storage, files }
}
