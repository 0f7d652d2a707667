// tests/platform/without-values.test.ts
import { expect, test } from 'vitest'
import { withoutValues } from '@/lib/platform/without-values'

/** What a failed query is, as the query builder and the driver throw it. */
function failedQuery() {
  const cause = Object.assign(new Error('invalid input syntax for type integer: "11999990000"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Key (phone)=(+5511999990000) already exists.',
    where: 'JSON data, line 1: {"name":"Ana Beatriz',
  })
  const message =
    'Failed query: insert into "contacts" ("phone") values ($1)\nparams: Ana,+5511999990000'
  return Object.assign(new Error(message, { cause }), { params: ['Ana', '+5511999990000'] })
}

const shown = (error: unknown) => {
  const { message, stack = '', ...more } = withoutValues(error)
  return `${message} ${stack} ${JSON.stringify(more)}`
}

test.each([
  ['the query builder threw', failedQuery()],
  ['the driver threw', failedQuery().cause],
])('no value of a query that failed is logged when %s', (_, error) => {
  const line = shown(error)
  for (const value of ['Ana', '1199999']) expect(line).not.toContain(value)
  expect(line).toContain('22P02')
})

test('any other error is logged with what it says', () => {
  expect(shown(new Error('no such store'))).toContain('no such store')
})
