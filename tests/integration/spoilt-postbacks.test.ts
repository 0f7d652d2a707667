// tests/integration/spoilt-postbacks.test.ts
import { createServer } from 'node:http'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { messages } from '@/db/schema/notifications'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { setLogLevel } from '@/lib/platform/log'
import { answerPostback } from '@/lib/postbacks/answer-postback'
import { readPostbacks } from '@/lib/postbacks/read-postbacks'
import { frontDoor } from '@/scripts/web/front-door'
import { type GivenStore, givenStore } from '../support/given-store'
import { makeDice, mutate, type Specimen, specimens } from '../support/mutate'
import { testCtx, testKeyring } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
const { ctx } = testCtx({ db })
const SAMPLE = 600
const OVER_HTTP = 60
/** What a body can bring about. Nothing else: not a 500, and not a 503 that a gateway would repeat for ever. */
const ANSWERS = new Set([200, 400, 401])

/** A store of each platform, with the settings and the key of its fixtures. */
const storeOf = new Map<string, GivenStore>()
for (const { platform, settings, key } of specimens) {
  if (storeOf.has(platform)) continue
  const store = await givenStore(ctx, { key: key.reveal() })
  await db.update(stores).set({ platform, settings }).where(eq(stores.id, store.id))
  storeOf.set(platform, store)
}
const of = ({ platform }: Specimen): GivenStore => {
  const store = storeOf.get(platform)
  if (store === undefined) throw new Error(platform)
  return store
}

type Told = { readonly id?: Id<'postback'>; readonly duplicate?: boolean }

test(`of ${SAMPLE} spoilt bodies each is answered, kept as it came, and read or put aside`, async () => {
  const dice = makeDice(7)
  let visitor = 0
  const ask = async (spoilt: Specimen) => {
    const answer = await answerPostback(ctx, {
      ...{ method: 'POST', token: of(spoilt).token, remoteAddress: `visitor ${++visitor}` },
      ...{ headers: spoilt.sent.headers, query: spoilt.sent.query },
      body: async () => spoilt.sent.bytes,
    })
    return { spoilt, status: answer.status, told: JSON.parse(answer.body ?? '{}') as Told }
  }
  const asked = []
  while (asked.length < SAMPLE) {
    const some = Array.from({ length: 20 }, () => mutate(dice))
    asked.push(...(await Promise.all(some.map(ask))))
  }
  expect(asked.filter(({ status }) => !ANSWERS.has(status)).map(({ status }) => status)).toEqual([])

  const rows = new Map((await db.select().from(postbacks)).map((row) => [row.id, row]))
  for (const { spoilt, status, told } of asked) {
    if (status !== 200 || told.id === undefined) continue
    const row = rows.get(told.id)
    expect(row?.storeId).toBe(of(spoilt).id)
    if (told.duplicate) continue
    expect(Buffer.from(testKeyring.open(row?.body ?? Buffer.of())).equals(spoilt.sent.bytes)).toBe(
      true,
    )
  }

  for (const store of storeOf.values()) {
    const mine = [...rows.values()]
      .filter(({ storeId }) => storeId === store.id)
      .map(({ id }) => id)
    await readPostbacks(store.ctx, mine)
  }
  const read = await db.select().from(postbacks)
  // Whatever was not read waits for a person, with its reason: nothing is tried for ever.
  expect(read.filter((row) => row.readAt === null && row.state === 'accepted')).toEqual([])
  expect(read.filter((row) => row.state === 'quarantined' && row.reason === null)).toEqual([])
  const bought = new Set((await db.select().from(purchaseEvents)).map((row) => row.postbackId))
  const aside = read.filter((row) => row.state === 'quarantined')
  expect(aside.filter(({ id }) => bought.has(id))).toEqual([])
  expect([aside.length > 20, bought.size > 20]).toEqual([true, true])
  expect(await db.select().from(messages)).toEqual([])
}, 120_000)

test(`${OVER_HTTP} spoilt bodies over HTTP leave a door that still answers`, async () => {
  const server = createServer(frontDoor(ctx, (_, response) => response.writeHead(404).end()))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(() => void server.close())
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const dice = makeDice(11)
  for (let n = 0; n < OVER_HTTP; n++) {
    const spoilt = mutate(dice)
    const headers = new Headers(spoilt.sent.headers)
    headers.set('x-forwarded-for', `203.0.113.${n}`)
    const url = `${base}/api/postbacks/${of(spoilt).token}?${spoilt.sent.query}`
    const body = new Uint8Array(spoilt.sent.bytes)
    const { status } = await fetch(url, { method: 'POST', headers, body })
    expect(ANSWERS).toContain(status)
  }
  const [store] = storeOf.values()
  expect((await fetch(`${base}/api/postbacks/${store?.token}`)).status).toBe(200)
}, 60_000)
