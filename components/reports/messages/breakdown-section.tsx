// components/reports/messages/breakdown-section.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import {
  rowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { MessageCounts } from '@/lib/reports/message-report'
import { useRates } from '../rates'

export type BreakdownRow = MessageCounts & {
  readonly key: string
  readonly name: string
  readonly note?: string | undefined
  readonly href?: string | undefined
  readonly recovered: { readonly count: number; readonly amount: Centavos }
}

type Props = {
  readonly id: string
  readonly title: string
  readonly text?: string
  readonly column: string
  readonly rows: readonly BreakdownRow[]
}

const COLUMNS = ['asked', 'sent', 'delivered', 'read', 'clicked', 'failed', 'unsent'] as const

/** One line a store, a sender or a notification; on a phone each is a card that says the same. */
export function BreakdownSection({ id, title, text, column, rows }: Props) {
  const t = useTranslations('reports.messages')
  const { count } = useRates()
  if (rows.length === 0) return null
  return (
    <Card aria-labelledby={id}>
      <CardHeader className="pb-3">
        <div>
          <CardTitle id={id}>{title}</CardTitle>
          {text !== undefined && <CardDescription>{text}</CardDescription>}
        </div>
      </CardHeader>
      <div className="border-t md:overflow-x-auto">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{column}</TableHead>
              {COLUMNS.map((name) => (
                <TableHead key={name} numeric>
                  {t(`column.${name}`)}
                </TableHead>
              ))}
              <TableHead numeric>{t('column.recovered')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.key}>
                <TableCell phone="title">
                  <Name name={row.name} href={row.href} />
                  {row.note !== undefined && (
                    <span className="block text-xs font-normal text-muted-foreground">
                      {row.note}
                    </span>
                  )}
                </TableCell>
                {COLUMNS.map((name) => (
                  <TableCell key={name} phone="hide" numeric className="font-normal">
                    {count(name === 'unsent' ? unsentOf(row) : row[name])}
                  </TableCell>
                ))}
                <TableCell phone="value" numeric className="md:pr-4 lg:pr-5">
                  {row.recovered.count === 0 ? '–' : formatReais(row.recovered.amount)}
                  {row.recovered.count > 0 && (
                    <span className="block text-xs font-normal text-muted-foreground">
                      {t('orders', { count: row.recovered.count })}
                    </span>
                  )}
                </TableCell>
                <TableCell className="text-xs text-muted-foreground md:hidden">
                  {t('line', {
                    asked: count(row.asked),
                    sent: count(row.sent),
                    read: count(row.read),
                    clicked: count(row.clicked),
                    unsent: count(unsentOf(row)),
                  })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  )
}

const unsentOf = (row: MessageCounts) => row.superseded + row.canceled + row.suppressed

function Name({ name, href }: Pick<BreakdownRow, 'name' | 'href'>) {
  if (href === undefined) return name
  return (
    <Link href={href} className={rowLink}>
      {name}
    </Link>
  )
}
