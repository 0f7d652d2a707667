// tests/platform/private-servers.test.ts
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { findChannel, whereOf } from '@/lib/notifications/registry'
import { sendHttp } from '@/lib/platform/http'
import { tryServer } from '@/lib/platform/smtp'

let called = 0
const server = createServer((_, answer) => {
  called++
  answer.end('secret')
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
afterAll(() => void server.close())

const channel = findChannel('evolution')
if (channel === undefined) throw new Error('the channel is gone')
const OUTSIDE = whereOf({ simulators: {} }, channel, 'production')
const PRIVATE = { kind: 'not_sent', cause: 'PRIVATE_ADDRESS' }

describe('a server that a customer typed', () => {
  const get = (host: string, { mayCall } = OUTSIDE) =>
    sendHttp({
      ...{ method: 'GET', url: `http://${host}:${port}/`, headers: {}, timeoutMs: 2_000 },
      mayCall,
    })

  test.each(['127.0.0.1', 'localhost', '[::1]', '2130706433'])(
    'is not called at %s',
    async (host) => {
      expect(await get(host)).toEqual(PRIVATE)
      expect(called).toBe(0)
    },
  )

  test.each(['127.0.0.1', 'localhost'])('no mail is handed in at %s', async (host) => {
    const mail = { host, port, security: 'none', user: null, password: null } as const
    expect(await tryServer({ ...mail, mayCall: OUTSIDE.mayCall })).toEqual(PRIVATE)
    expect(called).toBe(0)
  })

  test('is called in the private network of an installation that says so, never where clouds keep keys', async () => {
    const own = whereOf({ simulators: {}, privateSenders: true }, channel, 'production')
    expect(await get('localhost', own)).toMatchObject({ kind: 'reply', status: 200 })
    expect(own.mayCall('10.0.0.7')).toBe(true)
    for (const ip of ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1']) {
      expect(own.mayCall(ip)).toBe(false)
    }
  })

  test('may stand anywhere in the internet', () => {
    expect(OUTSIDE.mayCall('1.1.1.1')).toBe(true)
    expect(OUTSIDE.mayCall('192.168.0.10')).toBe(false)
  })
})
