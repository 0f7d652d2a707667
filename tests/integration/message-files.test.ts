// tests/integration/message-files.test.ts
import { expect, test } from 'vitest'
import type { LocalDate } from '@/lib/kernel/calendar'
import { maskAddress } from '@/lib/kernel/mask'
import type { Ctx, Role } from '@/lib/platform/context'
import { csvHead, csvLines, csvResponse } from '@/lib/platform/csv'
import { exportMessages, exportRecoveries } from '@/lib/reports/export-messages'
import { messageThatRecovered } from '@/lib/reports/message-that-recovered'
import { recoveredSum, recoveryReport } from '@/lib/reports/recovery-report'
import { timesReport } from '@/lib/reports/times-report'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000
const SCOPE = { period: { from: '2026-10-05' as LocalDate, to: '2026-10-06' as LocalDate } }

type Store = Awaited<ReturnType<typeof givenSender>>

const member = ({ ctx }: Store, role: Role): Ctx<'member'> => ({
  ...ctx,
  actor: { kind: 'member', accountId: ctx.actor.accountId, userId: ctx.newId('user'), role },
})

async function allOf<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}

async function wonBack() {
  const store = await givenSender({ db })
  await store.hear('cart_abandoned', { after: 0 })
  store.advance(10 * MINUTE)
  await store.pump(1)
  store.advance(30 * MINUTE)
  await store.hear('payment_approved', { cartRecovered: true })
  return store
}

test.each([
  ['owner', '+5511987654321'],
  ['admin', '+5511987654321'],
  ['support', '(11) •••••-4321'],
] as const)('a file of messages for %s has the phone as %s', async (role, address) => {
  const store = await givenSender({ db })
  await store.hear('payment_approved')
  const rows = await allOf(exportMessages(member(store, role), SCOPE))
  expect(rows).toMatchObject([{ address, rule: 'payment_approved', store: 'Corda Solta' }])
})

test.each([
  ['+5511987654321', '(11) •••••-4321'],
  ['+551133334444', '(11) •••••-4444'],
  ['+14155552671', '•••• 2671'],
  ['ana@example.com', 'a•••@example.com'],
  ['@example.com', '•••'],
])('%s is hidden as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown)
})

test('what came back is in the report, in its file, at its order and on the first page', async () => {
  const store = await wonBack()
  const ctx = member(store, 'owner')
  const report = await recoveryReport(ctx, SCOPE)
  expect(report).toMatchObject({
    ...{ count: 1, amount: 197_00, undone: { count: 0 } },
    platform: { count: 1, amount: 197_00, alsoOurs: 1 },
  })
  expect([...report.byStep]).toEqual([['["cart_abandoned",1,""]', { count: 1, amount: 197_00 }]])
  expect(report.byStore.get(store.storeId)).toMatchObject({ count: 1 })
  expect(report.byInstance.get(store.instanceId)).toMatchObject({ count: 1 })
  expect(report.byDay[0]).toMatchObject({ day: '2026-10-05', count: 1 })
  expect(await recoveredSum(ctx, SCOPE)).toEqual({ count: 1, amount: 197_00 })
  const [message] = await store.rows()
  expect(await messageThatRecovered(ctx, 'TX1')).toBe(message?.id)
  expect(await allOf(exportRecoveries(ctx, SCOPE))).toMatchObject([
    { orderKey: 'TX1', messageId: message?.id, instance: 'Atendimento 1' },
  ])
})

test('given back, it counts no more, and the report says what was', async () => {
  const store = await wonBack()
  await store.hear('refunded', { after: 60 })
  const ctx = member(store, 'owner')
  const undone = { count: 1, amount: 197_00 }
  expect(await recoveryReport(ctx, SCOPE)).toMatchObject({ count: 0, amount: 0, undone })
  expect(await recoveredSum(ctx, SCOPE)).toEqual({ count: 0, amount: 0 })
  expect(await messageThatRecovered(ctx, 'TX1')).toBeNull()
})

test('the time in the queue begins when the rule wanted the message gone', async () => {
  const store = await givenSender({ db })
  await store.hear('cart_abandoned', { after: -2 })
  store.advance(13 * MINUTE)
  await store.pump(1)
  const times = await timesReport(member(store, 'owner'), SCOPE)
  expect(times.measured).toBe(1)
  expect(times.arrival.p50).toBeCloseTo(120, 0)
  expect(times.scheduling.p50).toBe(0)
  expect(times.queue.p50).toBeCloseTo(5 * 60, 0)
})

test('a cell that would run in a spreadsheet is kept from it, in both shapes of the file', () => {
  const rows = [
    ['=HYPERLINK("http://x")', '+5511', '-1', '@a', '\tx', 'Ana; "Nana"\nMaria', 7, null],
  ]
  expect(csvLines(rows, 'csv')).toBe(
    `"'=HYPERLINK(""http://x"")",'+5511,'-1,'@a,'\tx,"Ana; ""Nana""\nMaria",7,\r\n`,
  )
  expect(csvLines(rows, 'excel').split(';')).toHaveLength(9)
  expect(csvHead(['Dia', 'Nº'], 'excel')).toBe('\ufeffDia;Nº\r\n')
})

test('a file is written while it is read: nobody who stops reading makes it go on', async () => {
  let made = 0
  let ended = false
  async function* endless() {
    try {
      for (;;) yield `${++made}\r\n`
    } finally {
      ended = true
    }
  }
  const reader = csvResponse(endless(), 'x').body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect({ few: made < 5, ended }).toEqual({ few: true, ended: true })
})
