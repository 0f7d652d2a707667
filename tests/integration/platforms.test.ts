// tests/integration/platforms.test.ts
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { messages } from '@/db/schema/notifications'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { stores } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import { schedule } from '@/lib/notifications/schedule'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { readPostback } from '@/lib/postbacks/read-postback'
import { platforms } from '@/lib/postbacks/registry'
import { trusts } from '@/lib/postbacks/trusts'
import { givenStore } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base } = testCtx({ db })

type Expected = { readonly event: string; readonly test: boolean }
type Case = {
  readonly headers: Record<string, string>
  readonly query: Record<string, string>
  readonly scheme?: string
  readonly expected: Expected | Expected[] | null
}
const folderOf = (code: string) => new URL(`../fixtures/postbacks/${code}/`, import.meta.url)
const indexOf = (code: string) =>
  JSON.parse(readFileSync(new URL('index.json', folderOf(code)), 'utf8')) as {
    readonly _meta: {
      readonly auth: { readonly secret?: string } & Record<string, { readonly secret: string }>
      readonly settings?: object
    }
    readonly cases: Record<string, Case>
  }

const stateOf = ({ expected }: Case) => {
  const told = [expected ?? []].flat()
  if (told.length === 0 || told.some(({ event }) => event === 'unknown')) return 'quarantined'
  return told.some((one) => one.test) ? 'test' : 'accepted'
}

describe.each(Object.values(platforms))('a store of $label', ({ code }) => {
  test('takes every body there is of it into the database, and a test sends nothing', async () => {
    const { _meta, cases } = indexOf(code)
    const made = await givenStore(base, { key: null })
    const { ctx, id } = made
    const settings = _meta.settings ?? {}
    await db
      .update(stores)
      .set({ platform: code, settings, state: 'active' })
      .where(eq(stores.id, id))
    for (const [file, one] of Object.entries(cases)) {
      const secret = _meta.auth.secret ?? _meta.auth[one.scheme ?? '']?.secret ?? ''
      const key = new Secret(secret)
      const store = { ...made, platform: code, settings, key, previousKey: null }
      await db
        .update(stores)
        .set({ sealedKey: ctx.keyring.sealText(secret) })
        .where(eq(stores.id, id))
      const bytes = readFileSync(new URL(file, folderOf(code)))
      const sent = {
        headers: new Headers(one.headers),
        query: new URLSearchParams(one.query),
        bytes,
      }
      expect(trusts(store, sent), file).toBe(true)
      const kept = await keepPostback(ctx, { store, sent })
      await readPostback(ctx, kept.id)
      const [row] = await db.select().from(postbacks).where(eq(postbacks.id, kept.id))
      expect(row?.state, file).toBe(stateOf(one))
    }

    const events = await db.select().from(purchaseEvents).where(eq(purchaseEvents.storeId, id))
    const known = Object.values(cases).filter((one) => stateOf(one) !== 'quarantined')
    expect(events).toHaveLength(known.flatMap(({ expected }) => expected ?? []).length)
    for (const event of events) await schedule(ctx, event.id)
    const told = await db.select().from(messages).where(eq(messages.storeId, id))
    const tests = new Set(events.filter((event) => event.test).map((event) => event.id))
    expect(told.filter(({ purchaseId }) => tests.has(purchaseId))).toEqual([])
  }, 60_000)
})
