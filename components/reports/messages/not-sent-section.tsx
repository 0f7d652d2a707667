// components/reports/messages/not-sent-section.tsx
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { Twin } from '@/components/ui/twin'
import type { NotSent } from '@/lib/reports/message-report'
import { useRates } from '../rates'

/** Why messages did not go, in words, with the share of each: most of it is as it should be. */
export function NotSentSection({ rows }: { readonly rows: readonly NotSent[] }) {
  const t = useTranslations('reports.messages.notSent')
  const reason = useTranslations('reports.messages.reason')
  const stage = useTranslations('notifications.state')
  const words = useTranslations('reports')
  const { percent, count } = useRates()
  const all = rows.reduce((sum, row) => sum + row.count, 0)
  if (all === 0) return null
  return (
    <Card aria-labelledby="not-sent">
      <CardHeader>
        <div>
          <CardTitle id="not-sent">{t('title')}</CardTitle>
          <CardDescription>{t('text', { count: all })}</CardDescription>
        </div>
      </CardHeader>
      <ul className="mt-3">
        {rows.map((row) => (
          <li
            key={`${row.stage} ${row.reason}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5 border-t px-4 py-2.5 lg:px-5"
          >
            <span className="min-w-0">
              {reason(row.reason)}{' '}
              <span className="text-xs text-muted-foreground">{stage(row.stage)}</span>
            </span>
            <span className="num">
              <span className="font-medium">{count(row.count)}</span>
              <span className="ml-2 inline-block w-12 text-right text-xs text-muted-foreground">
                {percent(row.count / all)}
              </span>
            </span>
            <Progress
              className="col-span-full"
              label={`${reason(row.reason)} ${percent(row.count / all)}`}
              parts={[{ share: row.count / all, tone: row.stage === 'failed' ? 'accent' : 'soft' }]}
            />
          </li>
        ))}
      </ul>
      <Twin summary={words('table')} label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('reason')}</th>
            <th scope="col">{t('stage')}</th>
            <th scope="col">{t('messages')}</th>
            <th scope="col">{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.stage} ${row.reason}`}>
              <th scope="row">{reason(row.reason)}</th>
              <td>{stage(row.stage)}</td>
              <td>{count(row.count)}</td>
              <td>{percent(row.count / all)}</td>
            </tr>
          ))}
        </tbody>
      </Twin>
    </Card>
  )
}
