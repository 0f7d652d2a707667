// components/home/approval-card.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Legend, LegendKey } from '@/components/ui/legend'
import { Progress } from '@/components/ui/progress'
import { Twin } from '@/components/ui/twin'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'
import type { ApprovalsOfDay } from '@/lib/sales/approvals-of-day'

type Props = {
  readonly approvals: ApprovalsOfDay
  /** How many of them only the backup let through. */
  readonly rescued: number
  readonly acquirers: readonly AcquirerHealth[]
}

/** How many cards each acquirer let through, and what two of them make together. */
export function ApprovalCard({ approvals, rescued, acquirers }: Props) {
  const t = useTranslations('home.approval')
  const { together } = approvals
  const rows = rowsOf(approvals, acquirers)
  const share = together.tried === 0 ? 0 : rescued / together.tried
  const all = ratioOf(together)
  return (
    <Card aria-labelledby="approval">
      <CardHeader>
        <CardTitle id="approval">{t('title')}</CardTitle>
      </CardHeader>
      {rows.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
      ) : (
        <>
          <CardContent className="grid gap-4">
            {rows.map((row) => (
              <Bar
                key={row.code}
                name={row.label}
                detail={t('of', { role: row.role, approved: row.approved, tried: row.tried })}
                share={ratioOf(row)}
              />
            ))}
            {rows.length > 1 && (
              <>
                <Bar
                  name={t('together')}
                  detail={t('count', { approved: together.approved, tried: together.tried })}
                  share={all}
                  rescued={Math.min(share, all)}
                />
                {rescued > 0 && (
                  <Legend>
                    <LegendKey mark="accent">{t('rescued', { count: rescued })}</LegendKey>
                  </Legend>
                )}
              </>
            )}
          </CardContent>
          <ApprovalTwin rows={rows} together={together} />
        </>
      )}
    </Card>
  )
}

type Row = ReturnType<typeof rowsOf>[number]

const ORDER = { main: 0, backup: 1, none: 2 } as const

function rowsOf({ byAcquirer }: ApprovalsOfDay, acquirers: readonly AcquirerHealth[]) {
  return byAcquirer
    .map((tally) => {
      const known = acquirers.find(({ code }) => code === tally.code)
      return { ...tally, label: known?.label ?? tally.code, role: known?.role ?? ('none' as const) }
    })
    .toSorted((a, b) => ORDER[a.role] - ORDER[b.role])
}

const ratioOf = ({ tried, approved }: { tried: number; approved: number }) =>
  tried === 0 ? 0 : approved / tried

function useRate() {
  const format = useFormatter()
  return (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
}

function Bar({
  name,
  detail,
  share,
  rescued = 0,
}: {
  readonly name: string
  readonly detail: string
  readonly share: number
  readonly rescued?: number
}) {
  const rate = useRate()(share)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-2">
      <div>
        <span className="font-medium">{name}</span>{' '}
        <span className="text-muted-foreground">{detail}</span>
      </div>
      <div className="num text-xl/6 font-semibold tracking-[-0.02em]">{rate}</div>
      <Progress
        className="col-span-full"
        label={`${name}, ${detail}: ${rate}`}
        parts={[
          { share: share - rescued, tone: 'ink' },
          { share: rescued, tone: 'accent' },
        ]}
      />
    </div>
  )
}

function ApprovalTwin({
  rows,
  together,
}: {
  readonly rows: readonly Row[]
  readonly together: ApprovalsOfDay['together']
}) {
  const t = useTranslations('home.approval')
  const rate = useRate()
  return (
    <Twin summary={t('table')} label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('acquirer')}</th>
          <th scope="col">{t('tried')}</th>
          <th scope="col">{t('approved')}</th>
          <th scope="col">{t('rate')}</th>
        </tr>
      </thead>
      <tbody>
        {[...rows, { code: 'together', label: t('togetherShort'), ...together }].map((row) => (
          <tr key={row.code}>
            <th scope="row">{row.label}</th>
            <td>{row.tried}</td>
            <td>{row.approved}</td>
            <td>{rate(ratioOf(row))}</td>
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
