// tests/integration/failed-steps.test.ts
import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { testDb } from '../support/test-db'

vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none')
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('INNGEST_SIGNING_KEY', '00'.repeat(32))

const db = await testDb()
const { inngest } = await import('@/inngest/client')

type Hooks = Readonly<
  Record<
    'wrapStepHandler' | 'wrapFunctionHandler',
    (told: { next: () => Promise<unknown> }) => Promise<unknown>
  >
>
const hooks = inngest.middleware
  .map((Each) => new Each({ client: inngest }))
  .find(({ id }) => id === 'without-values') as unknown as Hooks
const failed = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  return error instanceof Error ? `${error.message} ${error.stack}` : 'did not fail'
}

test('what the engine keeps of a failed query is the query, and not whom it was about', async () => {
  const next = async () => db.execute(sql`select ${'Ana Exemplo'}::int`)
  expect(await failed(next())).toContain('Ana Exemplo')
  for (const hook of ['wrapStepHandler', 'wrapFunctionHandler'] as const) {
    const kept = await failed(hooks[hook]({ next }))
    expect(kept).toContain('PostgreSQL 22P02')
    expect(kept).not.toContain('Ana Exemplo')
  }
})

test('any other failure is told as it is', async () => {
  const error = new RangeError('too far')
  const next = () => Promise.reject(error)
  await expect(hooks.wrapStepHandler({ next })).rejects.toBe(error)
})
