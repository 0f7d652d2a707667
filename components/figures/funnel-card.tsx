// components/figures/funnel-card.tsx
import { useTranslations } from 'next-intl'
import { CountChange } from '@/components/reports/change'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { Twin } from '@/components/ui/twin'
import type { FigureSums } from '@/lib/reports/offer-figures'
import { shareOf, useShares } from './shares'

const STEPS = ['visitors', 'leads', 'checkouts', 'sales'] as const
type Step = (typeof STEPS)[number]

type Props = {
  readonly now: FigureSums
  readonly before: FigureSums
  /** Without a form for leads the step is left out. */
  readonly hasLeads: boolean
}

/** From who came to who bought: each step with its number, its share and what became of it before. */
export function FunnelCard({ now, before, hasLeads }: Props) {
  const t = useTranslations('figures.funnel')
  const steps = STEPS.filter((step) => step !== 'leads' || hasLeads)
  return (
    <Card aria-label={t('title')}>
      <CardHeader className="flex-wrap">
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <p className="px-4 pt-1 text-muted-foreground lg:px-5">
        <Point now={now} />
      </p>
      <ol className="grid gap-px border-t bg-border max-md:mt-4 md:mt-5 md:auto-cols-fr md:grid-flow-col">
        {steps.map((step) => (
          <StepBox key={step} step={step} now={now} before={before} />
        ))}
      </ol>
      <FunnelTwin steps={steps} now={now} before={before} />
    </Card>
  )
}

/** The one sentence of the card: what to look at. */
function Point({ now }: { readonly now: FigureSums }) {
  const t = useTranslations('figures.funnel')
  const { percent, count } = useShares()
  const { visitors, checkouts, sales } = now
  if (visitors === 0) return t('noVisitors', { sales })
  const began = shareOf(checkouts, visitors) ?? 0
  const closed = shareOf(sales, checkouts) ?? 0
  const values = {
    visitors: count(visitors),
    sales,
    rate: percent(shareOf(sales, visitors)),
    began: percent(began),
    closed: percent(closed),
  }
  if (checkouts === 0) return t('noCheckouts', values)
  return t(closed < CLOSES_WELL ? 'losesInForm' : 'losesOnPage', values)
}

/** Of those who begin to type their data, fewer than these buy: the payment is what to look at. */
const CLOSES_WELL = 0.4

type StepProps = {
  readonly step: Step
  readonly now: FigureSums
  readonly before: FigureSums
}

function StepBox({ step, now, before }: StepProps) {
  const t = useTranslations('figures.funnel')
  const { count, percent } = useShares()
  const share = shareOf(now[step], now.visitors)
  const of =
    step === 'visitors' ? t('views', { count: now.views }) : t('of', { share: percent(share) })
  return (
    <li className="grid content-start gap-1.5 bg-card px-4 py-4 max-md:grid-cols-[minmax(0,1fr)_auto] lg:px-5">
      <span className="text-xs text-muted-foreground">{t(`step.${step}`)}</span>
      <span className="num text-[28px]/9 font-semibold tracking-[-0.02em] max-md:row-span-2 max-md:text-right">
        {count(now[step])}
      </span>
      <span className="num text-xs text-muted-foreground">{of}</span>
      <Progress
        className="col-span-full"
        label={`${t(`step.${step}`)}: ${count(now[step])}, ${of}`}
        parts={[{ share: Math.min(1, share ?? 0), tone: step === 'sales' ? 'accent' : 'ink' }]}
      />
      <span className="col-span-full min-h-4 text-xs text-muted-foreground">
        {step === 'sales' && now.checkouts > 0 && (
          <span className="num block">
            {t('ofCheckouts', { share: percent(shareOf(now.sales, now.checkouts)) })}
          </span>
        )}
        <CountChange now={now[step]} before={before[step]} />
      </span>
    </li>
  )
}

function FunnelTwin({
  steps,
  now,
  before,
}: {
  readonly steps: readonly Step[]
  readonly now: FigureSums
  readonly before: FigureSums
}) {
  const t = useTranslations('figures')
  const { count, percent } = useShares()
  return (
    <Twin summary={t('table')} label={t('funnel.title')}>
      <thead>
        <tr>
          <th scope="col">{t('funnel.stepHead')}</th>
          <th scope="col">{t('funnel.count')}</th>
          <th scope="col">{t('funnel.ofVisitors')}</th>
          <th scope="col">{t('funnel.ofStep')}</th>
          <th scope="col">{t('funnel.before')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, at) => {
          const last = steps[at - 1]
          return (
            <tr key={step}>
              <th scope="row">{t(`funnel.step.${step}`)}</th>
              <td>{count(now[step])}</td>
              <td>{percent(shareOf(now[step], now.visitors))}</td>
              <td>{last === undefined ? '–' : percent(shareOf(now[step], now[last]))}</td>
              <td>{count(before[step])}</td>
            </tr>
          )
        })}
      </tbody>
    </Twin>
  )
}
