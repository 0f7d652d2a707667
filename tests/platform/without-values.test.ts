// tests/platform/without-values.test.ts
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { tellWithoutValues, withoutValues } from '@/lib/platform/without-values'

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

test('nor when the database was away', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const line = shown(Object.assign(failedQuery(), { cause }))
  for (const value of ['Ana', '1199999']) expect(line).not.toContain(value)
  expect(line).toContain('ECONNREFUSED')
})

test('nor by the framework, of a request that it could not answer', () => {
  const lines: string[] = []
  const told = {
    error: (...said: unknown[]) => void lines.push(said.map(String).join(' '), inspect(said)),
  }
  tellWithoutValues(told)
  told.error(' ⨯', failedQuery())
  for (const value of ['Ana', '1199999']) expect(lines.join()).not.toContain(value)
  expect(lines.join()).toContain('22P02')
})

test('any other error is logged with what it says', () => {
  expect(shown(new Error('no such store'))).toContain('no such store')
})
