// tests/integration/killed-queue.test.ts
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listStuck, STUCK_AFTER_MS, unstickMessage } from '@/lib/notifications/unstick'
import { sendHttp } from '@/lib/platform/http'
import { bundleChild } from '../support/bundle-child'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const BUYERS = 40
const IN_FLIGHT = 4
/** Where the worker dies, and how often it came past there. */
const DEATHS = [
  ['before', 6], // Claimed, and nothing of it has left.
  ['after', 6], // It left, and nobody wrote that down.
  ['after', 9],
] as const

const db = await testDb()
const simulator = await testSimulator()
const folder = mkdtempSync(join(tmpdir(), 'queues-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const script = await bundleChild('tests/support/killed-queue.ts', join(folder, 'queue.mjs'))

test('a worker that is killed while it sends repeats nothing and forgets nothing', {
  timeout: 120_000,
}, async () => {
  const simulators = { whatsapp: simulator.url }
  const settings = { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' }
  const pace = { maxInFlight: IN_FLIGHT }
  const channel = { channel: 'whatsapp', settings, simulators, pace }
  const store = await givenSender({ db, http: sendHttp, ...channel })
  for (let n = 0; n < BUYERS; n++) {
    const key = `TX${n}`
    await store.hear('payment_approved', {
      ...{ orderKey: key, threadKey: key },
      phone: `119876543${n + 10}`,
    })
  }
  const path = join(folder, 'queue.json')
  const { database } = db.$client.options
  const { host, port, user, pass } = db.$client.options
  const url = `postgres://${user}:${pass}@${host[0]}:${port[0]}/${database}`
  const { accountId } = store.ctx.actor
  const at = store.ctx.now().toISOString()
  const { instanceId } = store
  writeFileSync(path, JSON.stringify({ database: url, accountId, instanceId, simulators, at }))
  const run = async (moment: string, nth: number) => {
    const child = spawn(process.execPath, [script, path, moment, String(nth)], { stdio: 'inherit' })
    const [code, signal] = await once(child, 'exit')
    return signal ?? code
  }
  for (const [moment, nth] of DEATHS) expect(await run(moment, nth)).toBe('SIGKILL')
  expect(await run('never', 0)).toBe(0)

  store.advance(STUCK_AFTER_MS + 60_000)
  for (const { id } of await listStuck(store.ctx)) await unstickMessage(store.ctx, id)
  const rows = await store.rows()
  const taken = simulator.messages.messages.map(({ to }) => to)
  expect(new Set(taken).size).toBe(taken.length)
  const unknown = rows.filter(({ state }) => state === 'unknown')
  const sent = rows.filter(({ state }) => state === 'sent')
  expect(sent.length + unknown.length).toBe(BUYERS)
  expect(sent.filter(({ to }) => !taken.includes(to ?? ''))).toEqual([])
  expect(unknown.length).toBeGreaterThanOrEqual(DEATHS.length)
  // On their way, or back and not written down yet.
  expect(unknown.length).toBeLessThanOrEqual(DEATHS.length * IN_FLIGHT * 2)
})
