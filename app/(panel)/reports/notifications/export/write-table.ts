// app/(panel)/reports/notifications/export/write-table.ts
import { getLocale, getTranslations } from 'next-intl/server'
import { ZONE } from '@/lib/kernel/calendar'
import { type Centavos, formatDecimal } from '@/lib/kernel/money'
import { listInstances } from '@/lib/notifications/instance-views'
import type { Ctx } from '@/lib/platform/context'
import { type Cell, type CsvFormat, csvHead, csvLines } from '@/lib/platform/csv'
import { exportMessages, exportRecoveries } from '@/lib/reports/export-messages'
import { liftReport } from '@/lib/reports/lift-report'
import { type MessageCounts, messageReport } from '@/lib/reports/message-report'
import type { MessageScope } from '@/lib/reports/message-scope'
import { keyOfStep, recoveryReport } from '@/lib/reports/recovery-report'
import { listStores } from '@/lib/stores/views'
import type { ExportTable } from './tables'

const COUNTS = [
  'asked',
  'scheduled',
  'waiting',
  'sent',
  'delivered',
  'read',
  'clicked',
  'failed',
  'unknown',
  'superseded',
  'canceled',
  'suppressed',
] as const satisfies readonly (keyof MessageCounts)[]

type Sheet = { readonly head: readonly string[]; readonly rows: AsyncIterable<readonly Cell[][]> }

export async function piecesOf(
  ctx: Ctx<'member'>,
  table: ExportTable,
  scope: MessageScope,
  format: CsvFormat,
): Promise<AsyncGenerator<string>> {
  const words = await wordsOf(format)
  return pieces(await sheetOf(ctx, table, scope, words), format)
}

async function* pieces({ head, rows }: Sheet, format: CsvFormat): AsyncGenerator<string> {
  yield csvHead(head, format)
  for await (const batch of rows) yield csvLines(batch, format)
}

type Words = Awaited<ReturnType<typeof wordsOf>>

async function wordsOf(format: CsvFormat) {
  const [locale, column, reason, state, t] = await Promise.all([
    getLocale(),
    getTranslations('reports.messages.column'),
    getTranslations('reports.messages.reason'),
    getTranslations('notifications.state'),
    getTranslations('reports.messages'),
  ])
  const comma = format === 'excel' && locale === 'pt-BR'
  const decimal = (text: string) => (comma ? text.replace('.', ',') : text)
  return {
    ...{ column, reason, state, t },
    reais: (amount: Centavos) => decimal(formatDecimal(amount)),
    number: (value: number) => decimal(String(Math.round(value * 1e6) / 1e6)),
  }
}

const once = async function* (rows: readonly (readonly Cell[])[]) {
  yield rows.map((row) => [...row])
}

const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})
const wall = (at: Date | null) => (at === null ? null : WALL.format(at))

function sheetOf(ctx: Ctx<'member'>, table: ExportTable, scope: MessageScope, words: Words) {
  switch (table) {
    case 'messages':
      return messagesSheet(ctx, scope, words)
    case 'recoveries':
      return recoveriesSheet(ctx, scope, words)
    case 'lift':
      return liftSheet(ctx, scope, words)
    case 'reasons':
      return reasonsSheet(ctx, scope, words)
    default:
      return countsSheet(ctx, table, scope, words)
  }
}

type Counted = Exclude<ExportTable, 'messages' | 'recoveries' | 'lift' | 'reasons'>

async function countsSheet(ctx: Ctx<'member'>, table: Counted, scope: MessageScope, words: Words) {
  const [report, recovered, stores, instances] = await Promise.all([
    messageReport(ctx, scope),
    recoveryReport(ctx, scope),
    listStores(ctx),
    listInstances(ctx),
  ])
  const { column, reais } = words
  const line = (counts: MessageCounts, back: { count: number; amount: Centavos } | undefined) => [
    ...COUNTS.map((name) => counts[name]),
    back?.count ?? 0,
    back === undefined ? reais(0 as Centavos) : reais(back.amount),
  ]
  const named = (list: readonly { id: string; name: string }[], id: string | null) =>
    list.find((each) => each.id === id)?.name ?? null
  const tables: Readonly<Record<Counted, { head: string[]; rows: Cell[][] }>> = {
    steps: {
      head: [column('rule'), column('step'), column('variant')],
      rows: report.byStep.map((row) => [
        ...[row.rule, row.step, row.variant],
        ...line(row, recovered.byStep.get(keyOfStep(row))),
      ]),
    },
    days: {
      head: [column('day')],
      rows: report.byDay.map((row, at) => [row.day, ...line(row, recovered.byDay[at])]),
    },
    stores: {
      head: [column('store'), column('id')],
      rows: report.byStore.map((row) => [
        ...[named(stores.rows, row.storeId), row.storeId],
        ...line(row, recovered.byStore.get(row.storeId)),
      ]),
    },
    instances: {
      head: [column('instance'), column('id')],
      rows: report.byInstance.map((row) => [
        ...[named(instances, row.instanceId), row.instanceId],
        ...line(row, recovered.byInstance.get(row.instanceId ?? '')),
      ]),
    },
  }
  const { head, rows } = tables[table]
  const counts = COUNTS.map((name) => column(name))
  return { head: [...head, ...counts, column('orders'), column('recovered')], rows: once(rows) }
}

async function reasonsSheet(ctx: Ctx<'member'>, scope: MessageScope, words: Words): Promise<Sheet> {
  const { notSent } = await messageReport(ctx, scope)
  const { column, state, reason } = words
  return {
    head: [column('state'), column('reasonCode'), column('reason'), column('messages')],
    rows: once(notSent.map((row) => [state(row.stage), row.reason, reason(row.reason), row.count])),
  }
}

async function liftSheet(ctx: Ctx<'member'>, scope: MessageScope, words: Words): Promise<Sheet> {
  const [rules, stores] = await Promise.all([liftReport(ctx, scope), listStores(ctx)])
  const { column, number } = words
  const head = ['store', 'rule', 'arm', 'drawn', 'paid', 'rate', 'low', 'high', 'perBuyer'] as const
  return {
    head: head.map((name) => column(name)),
    rows: once(
      rules.flatMap(({ storeId, rule, arms }) =>
        arms.map((arm) => [
          stores.rows.find(({ id }) => id === storeId)?.name ?? storeId,
          ...[rule, arm.arm, arm.drawn, arm.paid, number(arm.rate)],
          ...[number(arm.interval.low), number(arm.interval.high)],
          number(arm.perBuyer / CENTS),
        ]),
      ),
    ),
  }
}

const CENTS = 100

async function messagesSheet(
  ctx: Ctx<'member'>,
  scope: MessageScope,
  words: Words,
): Promise<Sheet> {
  const { column, state, reason } = words
  const head = ['id', 'store', 'instance', 'rule', 'step', 'variant', 'order', 'buyer'] as const
  const rest = ['address', 'event', 'state', 'reason', 'occurredAt', 'createdAt'] as const
  const ends = ['sentAt', 'deliveredAt', 'readAt', 'clickedAt'] as const
  const rows = async function* () {
    for await (const batch of exportMessages(ctx, scope)) {
      yield batch.map((row): Cell[] => [
        ...[row.id, row.store, row.instance, row.rule, row.step, row.variant],
        ...[row.orderKey, row.customerName, row.address?.replace(/^\+/, '') ?? null, row.event],
        state(row.state),
        row.reasonCode === null || row.reasonCode === 'sent_ok' ? null : reason(row.reasonCode),
        ...[wall(row.occurredAt), wall(row.createdAt)],
        ...ends.map((name) => wall(row[name])),
      ])
    }
  }
  return { head: [...head, ...rest, ...ends].map((name) => column(name)), rows: rows() }
}

async function recoveriesSheet(ctx: Ctx<'member'>, scope: MessageScope, words: Words) {
  const { column, reais, t } = words
  const head = ['store', 'instance', 'order', 'rule', 'step', 'variant', 'recovered'] as const
  const rest = ['recoveredAt', 'undoneAt', 'clickedYes', 'platformSays', 'messageId'] as const
  const yes = (is: boolean) => (is ? t('yes') : t('no'))
  const rows = async function* () {
    for await (const batch of exportRecoveries(ctx, scope)) {
      yield batch.map((row): Cell[] => [
        ...[row.store, row.instance, row.orderKey, row.rule, row.step, row.variant],
        ...[reais(row.amount), wall(row.recoveredAt), wall(row.undoneAt)],
        ...[yes(row.clicked), yes(row.platformSays), row.messageId],
        new URLSearchParams(row.tracking).toString(),
      ])
    }
  }
  return { head: [...head, ...rest, 'tracking' as const].map((name) => column(name)), rows: rows() }
}
