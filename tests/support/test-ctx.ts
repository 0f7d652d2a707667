// tests/support/test-ctx.ts
import type { Database } from '@/db/client'
import { makeId } from '@/lib/kernel/ids'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import type { Http } from '@/lib/platform/http'
import { openKeyring } from '@/lib/platform/keyring'
import type { Storage } from '@/lib/platform/storage'

/** Any key will do: what a test seals, it opens itself. */
export const testKeyring = openKeyring(new Secret(`k1:${Buffer.alloc(32, 7).toString('base64')}`))

/** For what keeps no files: it says so when it does. */
export const noStorage = new Proxy({} as Storage, {
  get: (_, verb) => () => {
    throw new Error(`a test called the storage: ${String(verb)}`)
  },
})

const noHttp: Http = async ({ url }) => {
  throw new Error(`a test called the network: ${url}`)
}

/**
 * Its own account, its own clock, ids that repeat from run to run. Waiting moves the clock and
 * takes no time; the answer to a buyer waits for everything unless the test is impatient.
 */
export function testCtx({
  db,
  http = noHttp,
  storage = noStorage,
  at = '2026-03-05T15:00:00Z',
}: Options = {}) {
  let serial = 0
  let now = new Date(at)
  const newId: Ctx['newId'] = (entity) => makeId(entity, now, countingBytes(++serial))
  const advance = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const ctx: Ctx<'job'> = {
    actor: { kind: 'job', accountId: newId('account'), name: 'test' },
    db: db ?? (undefined as never),
    http,
    now: () => now,
    wait: async (ms) => advance(ms),
    within: (work) => work,
    newId,
    keyring: testKeyring,
    storage,
    appUrl: 'https://campainha.example.com',
    simulators: {},
  }
  return { ctx, advance }
}

const countingBytes = (serial: number) =>
  Uint8Array.from({ length: 16 }, (_, i) => Math.floor(serial / 32 ** (15 - i)) % 32)

type Options = {
  readonly db?: Database
  readonly http?: Http
  readonly storage?: Storage
  readonly at?: string
}
