// components/notifications/simulator-outcomes.tsx
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { Arrival, Outcome, Simulated } from '@/lib/notifications/simulate'
import { useRuleName } from './rule-name'

type Props = { readonly result: Simulated | null; readonly busy: boolean }

const TONES: Readonly<Record<Outcome['state'], Tone>> = {
  sent: 'paid',
  superseded: 'returned',
  canceled: 'refused',
  suppressed: 'neutral',
}

type Entry =
  | { readonly at: Date; readonly arrival: Arrival }
  | { readonly at: Date; readonly outcome: Outcome }

/** What came and what was said of it, by the clock; of what was not said, why. */
export function SimulatorOutcomes({ result, busy }: Props) {
  const t = useTranslations('notifications.simulator')
  const said = result?.outcomes.filter(({ state }) => state === 'sent').length ?? 0
  // What is switched off would only be noise: it is counted, not listed.
  const off = result?.outcomes.filter(({ reason }) => reason === 'notification_off').length ?? 0
  return (
    <Card
      aria-busy={busy}
      className="self-start lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
    >
      <div className="grid gap-4 p-4 lg:p-5" aria-live="polite">
        <div>
          <h2>{t('outcome')}</h2>
          {result !== null && (
            <p className="mt-1 text-muted-foreground">
              {t('summary', { said, not: result.outcomes.length - said - off })}
            </p>
          )}
        </div>
        {result === null ? (
          <p className="text-muted-foreground">{busy ? t('working') : t('wrong')}</p>
        ) : (
          <ol className="grid">
            {entriesOf(result).map((entry) => (
              <Line key={keyOf(entry)} entry={entry} />
            ))}
          </ol>
        )}
        {off > 0 && <p className="text-xs text-muted-foreground">{t('off', { n: off })}</p>}
      </div>
    </Card>
  )
}

const entriesOf = ({ arrivals, outcomes }: Simulated): readonly Entry[] =>
  [
    ...arrivals.map((arrival) => ({ at: arrival.arrivedAt, arrival })),
    ...outcomes
      .filter(({ reason }) => reason !== 'notification_off')
      .map((outcome) => ({ at: outcome.at, outcome })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())

const keyOf = (entry: Entry) =>
  'arrival' in entry
    ? `a${entry.arrival.index}.${entry.at.getTime()}`
    : `o${entry.outcome.order}.${entry.outcome.rule}.${entry.outcome.step}`

function Line({ entry }: { readonly entry: Entry }) {
  const format = useFormatter()
  const hour = (at: Date) =>
    format.dateTime(at, { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' })
  const arrived = 'arrival' in entry
  return (
    <li
      className={cn(
        'grid grid-cols-[84px_minmax(0,1fr)] gap-3 border-t py-2.5 first:border-0',
        arrived && 'text-muted-foreground',
      )}
    >
      <span className="num text-xs leading-5 text-muted-foreground">{hour(entry.at)}</span>
      {arrived ? (
        <Came arrival={entry.arrival} hour={hour} />
      ) : (
        <Said outcome={entry.outcome} hour={hour} />
      )}
    </li>
  )
}

type Hour = { readonly hour: (at: Date) => string }

function Came({ arrival, hour }: Hour & { readonly arrival: Arrival }) {
  const t = useTranslations('notifications.simulator')
  const names = useTranslations('events')
  const { event, order, at, arrivedAt, duplicate } = arrival
  const late = arrivedAt.getTime() > at.getTime()
  return (
    <p className="text-sm">
      {t('came', {
        event: names(event as Parameters<typeof names>[0]),
        order: t(`orders.${order}`),
      })}
      {duplicate && <span className="block text-xs">{t('duplicate')}</span>}
      {late && !duplicate && (
        <span className="block text-xs">{t('happened', { at: hour(at) })}</span>
      )}
    </p>
  )
}

function Said({ outcome, hour }: Hour & { readonly outcome: Outcome }) {
  const t = useTranslations('notifications.simulator')
  const names = useTranslations('events')
  const reasons = useTranslations('notifications.reason')
  const nameOf = useRuleName()
  const { state, reason, by, at, due, heldBy, rule, step, order } = outcome
  const event = by === null ? '' : names(by as Parameters<typeof names>[0])
  return (
    <div className="grid gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
        <Status tone={TONES[state]}>{t(`state.${state}`)}</Status>
        <span>{nameOf(rule, step)}</span>
        <span className="text-xs font-normal text-muted-foreground">{t(`short.${order}`)}</span>
      </p>
      <p className="text-xs text-muted-foreground">
        {state === 'sent'
          ? heldBy === null
            ? t('onTime')
            : t(`held.${heldBy}`, { due: hour(due) })
          : reasons(reason, { hour: hour(at), event, detail: '' })}
      </p>
    </div>
  )
}
