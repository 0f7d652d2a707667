// lib/platform/storage-disk.ts
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { err, ok } from '@/lib/kernel/result'
import type { Storage } from './storage'

const ABSENT = ['ENOENT', 'ENOTDIR', 'EISDIR']

/** A folder. A file is there whole or not at all: it is written beside its place and moved into it. */
export function openDisk(root: string): Storage {
  const pathOf = (key: string) => join(root, ...key.split('/'))
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      const beside = `${path}.${randomBytes(6).toString('hex')}.new`
      try {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(beside, bytes)
        await rename(beside, path)
        return ok(null)
      } catch (error) {
        await rm(beside, { force: true }).catch(() => {})
        return failed(error)
      }
    },
    async get(key) {
      try {
        return ok(await readFile(pathOf(key)))
      } catch (error) {
        return ABSENT.includes(codeOf(error)) ? ok(null) : failed(error)
      }
    },
    async delete(key) {
      try {
        await rm(pathOf(key), { force: true })
        return ok(null)
      } catch (error) {
        return ABSENT.includes(codeOf(error)) ? ok(null) : failed(error)
      }
    },
  }
}

const failed = (error: unknown) => err({ code: 'storage_unavailable', cause: codeOf(error) })

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
