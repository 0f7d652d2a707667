// components/reports/messages/lift-section.tsx
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { Arm, Comparison, RuleLift } from '@/lib/reports/lift-report'
import { useRates } from '../rates'

type Named = RuleLift & { readonly name: string; readonly store: string }

/** What the messages really brought: those who heard them against those who, by lot, did not. */
export function LiftSection({ rules }: { readonly rules: readonly Named[] }) {
  const t = useTranslations('reports.messages.lift')
  return (
    <Card aria-labelledby="lift">
      <CardHeader className={rules.length > 0 ? 'pb-3' : undefined}>
        <div>
          <CardTitle id="lift">{t('title')}</CardTitle>
          {rules.length > 0 && <CardDescription>{t('text')}</CardDescription>}
        </div>
      </CardHeader>
      {rules.length === 0 && (
        <EmptyState
          title={t('none.title')}
          action={
            <Button asChild>
              <Link href="/notifications/rules">{t('none.action')}</Link>
            </Button>
          }
        >
          {t('none.text')}
        </EmptyState>
      )}
      {rules.map((rule) => (
        <section key={`${rule.storeId} ${rule.rule}`} className="border-t px-4 py-4 lg:px-5">
          <h3>
            {rule.name} <span className="font-normal text-muted-foreground">· {rule.store}</span>
          </h3>
          <Arms arms={rule.arms} />
          {rule.lift !== null && <Lift lift={rule.lift} />}
          {rule.wordings.map((wording) => (
            <Verdict
              key={wording.arm}
              comparison={wording}
              title={t('against', { arm: wording.arm, other: wording.against })}
            />
          ))}
          {rule.open > 0 && (
            <p className="mt-2 text-xs text-muted-foreground">{t('open', { count: rule.open })}</p>
          )}
        </section>
      ))}
    </Card>
  )
}

/** Each share as a bar, with the interval drawn over it as a line. The words say the same. */
function Arms({ arms }: { readonly arms: readonly Arm[] }) {
  const t = useTranslations('reports.messages.lift')
  const { percent, count } = useRates()
  const reais = useReais()
  const most = Math.max(...arms.map(({ interval, drawn }) => (drawn === 0 ? 0 : interval.high)))
  const scale = (share: number) => `${(share / Math.max(most, 0.01)) * 100}%`
  return (
    <ul className="mt-3 grid gap-3">
      {arms.map((arm) => {
        const interval = t('interval', {
          low: percent(arm.interval.low),
          high: percent(arm.interval.high),
        })
        return (
          <li
            key={arm.arm}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5"
          >
            <span>
              <span className="font-medium">
                {arm.arm === 'control' ? t('control') : t('arm', { arm: arm.arm })}
              </span>{' '}
              <span className="num text-xs text-muted-foreground">
                {t('paid', { paid: count(arm.paid), drawn: count(arm.drawn) })}
              </span>
            </span>
            <span className="num text-right">
              <span className="font-semibold">{arm.drawn === 0 ? '–' : percent(arm.rate)}</span>
            </span>
            {arm.drawn > 0 && (
              <>
                <svg
                  role="img"
                  aria-label={interval}
                  className="col-span-full block h-3 w-full overflow-visible"
                >
                  <rect y="2" className="fill-track" width="100%" height="8" />
                  <rect
                    y="2"
                    className={arm.arm === 'control' ? 'fill-past' : 'fill-ring'}
                    width={scale(arm.rate)}
                    height="8"
                  />
                  <line
                    x1={scale(arm.interval.low)}
                    x2={scale(arm.interval.high)}
                    y1="6"
                    y2="6"
                    className="stroke-foreground"
                    strokeWidth="2"
                  />
                </svg>
                <span className="col-span-full text-xs text-muted-foreground tabular-nums">
                  {interval} · {t('perBuyer', { amount: reais(arm.perBuyer) })}
                </span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Lift({ lift }: { readonly lift: NonNullable<RuleLift['lift']> }) {
  const t = useTranslations('reports.messages.lift')
  const reais = useReais()
  const { revenue } = lift
  return (
    <>
      <Verdict comparison={lift} title={t('effect')} />
      {lift.verdict !== 'too_few' && (
        <p className="mt-1 max-w-[75ch] text-muted-foreground tabular-nums">
          {t('revenue', {
            value: reais(revenue.value),
            low: reais(revenue.low),
            high: reais(revenue.high),
          })}
        </p>
      )}
    </>
  )
}

/** An honest sentence: it helps, it harms, or nobody can tell yet and how many more would. */
function Verdict({
  comparison,
  title,
}: {
  readonly comparison: Comparison
  readonly title: string
}) {
  const t = useTranslations('reports.messages.lift')
  const format = useFormatter()
  const { count } = useRates()
  const { rate, verdict, more } = comparison
  const points = (share: number) =>
    format.number(share * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const told = { value: points(rate.value), low: points(rate.low), high: points(rate.high) }
  const open = verdict === 'unclear' || verdict === 'too_few'
  return (
    <p className="mt-3 max-w-[75ch] tabular-nums">
      <span className="font-medium">{title}:</span>{' '}
      {verdict === 'too_few' ? t('verdict.too_few') : t(`verdict.${verdict}`, told)}{' '}
      {open && (more === null ? t('never') : t('more', { count: count(more) }))}
    </p>
  )
}

const CENTS = 100

function useReais() {
  const format = useFormatter()
  return (centavos: number) =>
    format.number(centavos / CENTS, { style: 'currency', currency: 'BRL' })
}
