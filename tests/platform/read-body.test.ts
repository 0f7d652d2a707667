// tests/platform/read-body.test.ts
import { expect, test } from 'vitest'
import { readJsonBody } from '@/lib/platform/read-body'

const read = (text: string) =>
  readJsonBody(
    new Request('http://here.invalid', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    }),
  )

test('text that no row can hold is the sender’s mistake, not our error', async () => {
  for (const text of [
    '{"name":"a\\u0000b"}',
    '{"tracking":{"utm_\\u0000":"x"}}',
    '{"list":[{"name":"\\ud83d"}]}',
  ]) {
    const answer = await read(text)
    expect(answer).toMatchObject({ ok: false })
    if (!answer.ok) {
      expect(answer.response.status).toBe(400)
      expect(await answer.response.json()).toMatchObject({ code: 'malformed_json' })
    }
  }
})

test('every other way to write a letter is read as it is', async () => {
  const value = { name: 'José 🎸', note: null, list: [1, true], back: '\\u0000' }
  expect(await read(JSON.stringify(value))).toEqual({ ok: true, value })
  expect(await read('{"name":"Jos\\u00e9 \\ud83c\\udfb8"}')).toEqual({
    ok: true,
    value: { name: 'José 🎸' },
  })
})
