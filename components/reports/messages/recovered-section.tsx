// components/reports/messages/recovered-section.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card, CardTitle } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { MessageCounts } from '@/lib/reports/message-report'
import type { RecoveryReport } from '@/lib/reports/recovery-report'
import { CountChange } from '../change'
import { DayColumns, DaysTwin } from '../day-columns'
import { useRates } from '../rates'

type Props = {
  readonly recovered: Pick<
    RecoveryReport,
    'count' | 'amount' | 'undone' | 'platform' | 'clicked' | 'byDay'
  >
  readonly before: { readonly count: number; readonly amount: Centavos }
  readonly counts: MessageCounts
}

/** What came back because somebody was reminded, and the way from an event to a buyer who reads. */
export function RecoveredSection({ recovered, before, counts }: Props) {
  const t = useTranslations('reports.messages.recovered')
  const format = useFormatter()
  const best = recovered.byDay.reduce((a, b) => (b.amount > a.amount ? b : a))
  const chart = t('chart', {
    amount: formatReais(best.amount),
    day: format.dateTime(new Date(`${best.day}T12:00:00Z`), { day: 'numeric', month: 'long' }),
  })
  return (
    <Card aria-labelledby="recovered">
      <div className="px-4 pt-4 lg:px-5 lg:pt-5">
        <CardTitle
          id="recovered"
          className="text-sm font-normal tracking-normal text-muted-foreground"
        >
          {t('title')}
        </CardTitle>
        <p className="mt-1">
          <Amount value={recovered.amount} size={40} />
        </p>
        <p className="mt-1 max-w-[70ch] text-muted-foreground">
          {t('text', { count: recovered.count, clicked: recovered.clicked })}
        </p>
        <p className="mt-1">
          <CountChange now={recovered.amount} before={before.amount} />
        </p>
      </div>
      <div className="grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {recovered.count > 0 ? (
          <div className="min-w-0">
            <DayColumns days={recovered.byDay} label={chart} />
          </div>
        ) : (
          <p className="max-w-[52ch] px-4 py-4 text-muted-foreground lg:px-5">{t('none')}</p>
        )}
        <Funnel counts={counts} />
      </div>
      {recovered.count > 0 && <DaysTwin days={recovered.byDay} label={t('title')} />}
      <Notes recovered={recovered} />
    </Card>
  )
}

function Notes({ recovered: { undone, platform } }: Pick<Props, 'recovered'>) {
  const t = useTranslations('reports.messages.recovered')
  if (undone.count === 0 && platform.count === 0) return null
  return (
    <div className="grid gap-1 border-t px-4 py-3 text-xs text-muted-foreground lg:px-5">
      {undone.count > 0 && (
        <p>{t('undone', { count: undone.count, amount: formatReais(undone.amount) })}</p>
      )}
      {platform.count > 0 && (
        <p>
          {t('platform', {
            count: platform.count,
            amount: formatReais(platform.amount),
            ours: platform.alsoOurs,
          })}
        </p>
      )}
    </div>
  )
}

const STEPS = ['scheduled', 'sent', 'delivered', 'read', 'clicked'] as const

/** Each step with what is left of the one before; the words say what the bar draws. */
function Funnel({ counts }: { readonly counts: MessageCounts }) {
  const t = useTranslations('reports.messages.funnel')
  const { percent, count } = useRates()
  return (
    <section aria-label={t('title')} className="border-t lg:border-t-0 lg:border-l">
      <h3 className="px-4 pt-4 lg:px-5">{t('title')}</h3>
      <ol className="grid gap-3 px-4 py-3.5 lg:px-5">
        {(['asked', ...STEPS] as const).map((step) => {
          const share = counts.asked === 0 ? 0 : counts[step] / counts.asked
          return (
            <li
              key={step}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1"
            >
              <span>{t(step)}</span>
              <span className="num">
                <span className="font-medium">{count(counts[step])}</span>
                {step !== 'asked' && (
                  <span className="ml-2 inline-block w-12 text-right text-xs text-muted-foreground">
                    {percent(share)}
                  </span>
                )}
              </span>
              <Progress
                className="col-span-full"
                label={`${t(step)}: ${count(counts[step])}`}
                parts={[{ share, tone: step === 'asked' ? 'soft' : 'ink' }]}
              />
            </li>
          )
        })}
      </ol>
    </section>
  )
}
