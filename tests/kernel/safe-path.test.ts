// tests/kernel/safe-path.test.ts
import { expect, test } from 'vitest'
import { safePath } from '@/lib/kernel/safe-path'

test.each([
  ['/sales?status=paid#top', '/sales?status=paid#top'],
  ['/', '/'],
  [undefined, '/'],
  ['', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/sales', '/'],
  ['javascript:alert(1)', '/'],
  ['sales', '/'],
])('after signing in, %j leads to %s', (next, path) => expect(safePath(next)).toBe(path))
