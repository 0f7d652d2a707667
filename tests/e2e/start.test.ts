// tests/e2e/start.test.ts
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort, start } from './support/start'

test.describe.configure({ mode: 'serial', timeout: 180_000 })

let dataDir = ''

test.beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'campainha-start-'))
})

test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('a taken port is said in one line, and nothing is started', async () => {
  const server = createServer()
  const port = await freePort()
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const { status, errors } = await start({ DATA_DIR: dataDir, PORT: `${port}` }).end
  server.close()
  expect(status).toBe(1)
  expect(errors).toEqual([
    expect.stringMatching(new RegExp(`PORT: port ${port} is already in use`)),
  ])
})

test('a wrong variable is said in one line that names it', async () => {
  const { status, errors } = await start({ DATA_DIR: dataDir, LOG_LEVEL: 'loud' }).end
  expect(status).toBe(1)
  expect(errors).toEqual([expect.stringContaining('LOG_LEVEL')])
})

test('a deployment does not start without its secrets', async () => {
  const { status, errors } = await start({
    DATA_DIR: dataDir,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
  }).end
  expect(status).toBe(1)
  expect(errors).toHaveLength(1)
  for (const name of ['ENCRYPTION_KEY', 'AUTH_SECRET', 'INNGEST_SIGNING_KEY']) {
    expect(errors[0]).toContain(name)
  }
})

test('the door for anybody to run workflows is refused', async () => {
  const { status, errors } = await start({ DATA_DIR: dataDir, INNGEST_DEV: '1' }).end
  expect(status).toBe(1)
  expect(errors).toEqual([expect.stringContaining('INNGEST_DEV')])
})

test('SIGTERM stops all of it, and the next start goes on with the same data', async () => {
  const secrets = () => readFileSync(join(dataDir, 'secrets.json'), 'utf8')
  const cluster = () => readFileSync(join(dataDir, 'postgres', 'global', 'pg_control'))
  const ports = { PORT: `${await freePort()}`, SIMULATOR_PORT: `${await freePort()}`, DEMO: '0' }

  const first = start({ DATA_DIR: dataDir, ...ports })
  await first.ready
  const kept = secrets()

  const second = await start({
    DATA_DIR: dataDir,
    PORT: `${await freePort()}`,
    SIMULATOR_PORT: '0',
  }).end
  expect(second.status).toBe(1)
  expect(second.errors).toEqual([expect.stringMatching(/DATA_DIR: .* is in use/)])

  first.stop()
  expect((await first.end).status).toBe(0)
  await expect(fetch(`http://127.0.0.1:${ports.PORT}/api/health`)).rejects.toThrow()
  const systemId = cluster().readBigUInt64LE(0)

  const began = performance.now()
  const again = start({ DATA_DIR: dataDir, ...ports })
  await again.ready
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(secrets()).toBe(kept)
  expect(cluster().readBigUInt64LE(0)).toBe(systemId)
  again.stop()
  expect((await again.end).status).toBe(0)
})

test('what was killed leaves nothing that keeps the next start away', async () => {
  const ports = { PORT: `${await freePort()}`, SIMULATOR_PORT: `${await freePort()}`, DEMO: '0' }
  const first = start({ DATA_DIR: dataDir, ...ports })
  await first.ready
  first.kill()
  await first.end
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${ports.PORT}/`).then(
        () => 'up',
        () => 'down',
      ),
    )
    .toBe('down')

  const again = start({ DATA_DIR: dataDir, ...ports })
  await again.ready
  again.stop()
  expect((await again.end).status).toBe(0)
})
