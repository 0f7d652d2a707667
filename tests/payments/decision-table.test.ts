// tests/payments/decision-table.test.ts
import { expect, test } from 'vitest'
import abecs from '@/lib/payments/data/abecs-codes.json'
import advice from '@/lib/payments/data/mastercard-advice-codes.json'
import { type Asked, decide } from '@/lib/payments/decisions'
import { acquirers } from '@/lib/payments/registry'

const HOUR_MS = 3_600_000
const HEAD = [
  '| brand or acquirer | code | asked for | category | told to the buyer | backup | again | held | what it says |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
]

function rowOf(who: string, code: string, flows: readonly string[], asked: Asked) {
  const { category, class: told, failover, retry, blocks, description } = decide(asked)
  const wait = retry.waitMs > 0 ? ` ${retry.waitMs / HOUR_MS} h` : ''
  const held = blocks.map(({ subject, where, lengthMs }) => {
    const length = lengthMs === null ? 'for ever' : `${lengthMs / HOUR_MS / 24} d`
    return `${subject}, ${where}, ${length}`
  })
  const cells = [
    ...[who, code, flows.join(', '), category, told ?? '–', failover, `${retry.when}${wait}`],
    ...[held.join('; ') || '–', description.en.replaceAll('|', '/')],
  ]
  return `| ${cells.join(' | ')} |`
}

const brandRows = abecs.map(({ brand, code }) =>
  rowOf(brand, code, ['authorize', 'zero_auth'], {
    ...{ acquirer: 'rede', code: '58', brandCode: code, brand },
  }),
)
const adviceRows = advice.map(({ mac: adviceCode }) => {
  const asked = { acquirer: 'rede', brand: 'mastercard', code: '58', brandCode: '05', adviceCode }
  return rowOf('mastercard', `05 + MAC ${adviceCode}`, ['authorize', 'zero_auth'], asked)
})
const ownRows = Object.values(acquirers).map((connector) => ({
  label: connector.label,
  rows: connector.listedCodes.map((code) => {
    const flows = connector.readCode(code)?.flows ?? []
    const flow = flows[0] ?? 'authorize'
    return rowOf(connector.code, code, flows, { acquirer: connector.code, brand: null, code, flow })
  }),
}))

const page = [
  '# Every code, and what follows from it',
  '',
  'Written by `npx vitest run --project fast tests/payments/decision-table.test.ts -u` from the tables in',
  '`lib/payments`; a test fails when it is older than they are. How to read it: [refusals.md](refusals.md).',
  '',
  '## The brands’ codes',
  '',
  'Read first, wherever an acquirer passes one on. Where its own list is stricter about repeating, that',
  'counts too.',
  '',
  ...[...HEAD, ...brandRows],
  '',
  '## Mastercard’s advice',
  '',
  'Beside code 05, as an example: it overrides when to try again, and can forbid it.',
  '',
  ...[...HEAD, ...adviceRows],
  '',
  ...ownRows.flatMap(({ label, rows }) => [
    `## ${label}’s own codes`,
    '',
    'For what the brand’s table does not settle.',
    '',
    ...[...HEAD, ...rows],
    '',
  ]),
].join('\n')

test('the page of all codes says what the tables say', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/operations/refusal-codes.md')
})
