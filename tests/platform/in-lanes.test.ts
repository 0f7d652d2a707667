// tests/platform/in-lanes.test.ts
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { inLanes, TOLD } from '@/scripts/web/in-lanes'

const servers: ReturnType<typeof createServer>[] = []
afterAll(() => {
  for (const server of servers) server.closeAllConnections()
  for (const server of servers) server.close()
})

/** A server that answers only when it is told to, and notes in which order it began. */
async function given(limits: Parameters<typeof inLanes>[1]) {
  const began: { readonly url: string; readonly response: ServerResponse }[] = []
  const handle = inLanes(({ url = '' }, response) => began.push({ url, response }), limits)
  const server = createServer(handle)
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const atWork = () => began.map(({ url }) => url)
  return { began, ask, atWork }
}
const FEW = { lanes: 1, heldMs: 60_000, waitingMost: 10 }

test('receipts are taken one after the other, in their order', async () => {
  const { began, ask, atWork } = await given(FEW)
  const first = ask('/a')
  await expect.poll(atWork).toEqual(['/a'])
  const second = ask('/b')
  await new Promise((later) => setTimeout(later, 50))
  expect(atWork()).toEqual(['/a'])
  began[0]?.response.end('done')
  expect(await (await first).text()).toBe('done')
  await expect.poll(atWork).toEqual(['/a', '/b'])
  began[1]?.response.end('done too')
  expect(await (await second).text()).toBe('done too')
})

test('whoever never finishes holds nobody up for long', async () => {
  const { began, ask, atWork } = await given({ ...FEW, heldMs: 30 })
  const stuck = ask('/stuck').catch(() => null)
  await expect.poll(atWork).toEqual(['/stuck'])
  const next = ask('/next')
  await expect.poll(atWork).toEqual(['/stuck', '/next'])
  began[1]?.response.end('served')
  expect(await (await next).text()).toBe('served')
  began[0]?.response.end()
  await stuck
})

test('more than can wait are asked to come again', async () => {
  const { began, ask, atWork } = await given({ ...FEW, waitingMost: 0 })
  const first = ask('/a')
  await expect.poll(atWork).toEqual(['/a'])
  const refused = await ask('/b')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  began[0]?.response.end()
  await first
})

test.each([
  ['/api/webhooks/whatsapp/token', true],
  ['/api/webhooks/evolution/token?x=1', true],
  ['/api/webhooks/cielo/token', false],
  ['/api/v1/sales', false],
  ['/o/HF13OC?next=/api/webhooks/', false],
])('%s waits its turn: %s', (path, waits) => {
  expect(TOLD.test(path)).toBe(waits)
})
