// tests/e2e/health.test.ts
import { expect, test } from '@playwright/test'

test('a fresh start says that every part of it works', async ({ request }) => {
  const answer = await request.get('/api/health')
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toMatchObject({
    status: 'ok',
    database: 'ok',
    workflows: 'embedded',
  })
})

test('it takes requests, and tells a monitor what waits', async ({ request }) => {
  expect((await request.get('/api/ready')).status()).toBe(200)
  const metrics = await (await request.get('/api/metrics')).text()
  expect(metrics).toMatch(/^campainha_outbox_waiting \d+$/m)
  expect(metrics).toMatch(/^campainha_workflow_jobs_due \d+$/m)
})

test('no page may be framed, load from elsewhere or send elsewhere', async ({ page }) => {
  const answer = await page.goto('/sign-in')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("form-action 'self'")
  // Whoever signs in comes to the editor, and its picture of the page, without another document.
  expect(policy).toContain("frame-src 'self'")
  expect(answer?.headers()['x-powered-by']).toBeUndefined()
  expect(answer?.headers()['strict-transport-security']).toBeUndefined()
})

test('https is insisted on where https is spoken', async ({ request }) => {
  const answer = await request.get('/api/health', { headers: { 'x-forwarded-proto': 'https' } })
  expect(answer.headers()['strict-transport-security']).toMatch(/max-age=\d{7,}/)
})
