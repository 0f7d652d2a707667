// components/notifications/simulator-row.tsx
'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { Placed } from '@/lib/notifications/simulate'
import { hasLife, isCart, type StoryEvent } from './simulator-story'

type Props = {
  readonly event: StoryEvent
  readonly events: readonly Placed['event'][]
  readonly change: (to: Partial<Placed>) => void
  readonly remove: () => void
}

const ORDERS = ['1', '2', '3', 'U'] as const
const MONTH = 43_200

/** One event: what, of which order, when it happens and when it is told. */
export function SimulatorRow({ event, events, change, remove }: Props) {
  const t = useTranslations('notifications.simulator')
  const names = useTranslations('events')
  const whole = (digits: string) => Math.min(MONTH, Math.max(0, Math.trunc(Number(digits)) || 0))
  return (
    <li className="grid gap-3 rounded-md border p-3">
      <div className="flex flex-wrap gap-2">
        <NativeSelect
          aria-label={t('event')}
          value={event.event}
          onChange={(e) => change({ event: e.target.value as Placed['event'] })}
          className="min-w-0 flex-1 basis-full sm:basis-0"
        >
          {events.map((name) => (
            <option key={name} value={name}>
              {names(name as Parameters<typeof names>[0])}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          aria-label={t('order')}
          value={event.order}
          disabled={isCart(event.event)}
          onChange={(e) => change({ order: e.target.value as Placed['order'] })}
          className="min-w-0 flex-1 sm:w-36 sm:flex-none"
        >
          {isCart(event.event) && <option value="C">{t('orders.C')}</option>}
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`orders.${order}`)}
            </option>
          ))}
        </NativeSelect>
        <Input
          aria-label={t('at')}
          inputMode="numeric"
          value={event.at}
          onChange={(e) => change({ at: whole(e.target.value) })}
          className="num w-16"
        />
        <span aria-hidden className="self-center text-xs text-muted-foreground">
          {t('unit')}
        </span>
        <Button
          size="icon"
          variant="ghost"
          onClick={remove}
          aria-label={t('remove', { event: names(event.event as Parameters<typeof names>[0]) })}
          className="max-md:size-11"
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      <details
        className="-my-2 open:mb-0"
        open={event.late > 0 || event.again > 0 || event.lives !== null}
      >
        <summary className="flex min-h-11 cursor-pointer items-center text-xs text-muted-foreground md:min-h-0">
          {t('details')}
        </summary>
        <div className="mt-2 grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
          <Field label={t('late')}>
            <Input
              inputMode="numeric"
              value={event.late}
              onChange={(e) => change({ late: Math.min(10_080, whole(e.target.value)) })}
              className="num"
            />
          </Field>
          <Field label={t('again')}>
            <NativeSelect
              value={event.again}
              onChange={(e) => change({ again: Number(e.target.value) })}
            >
              {[0, 1, 2, 3].map((times) => (
                <option key={times} value={times}>
                  {t('times', { n: times })}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {hasLife(event.event) && (
            <Field label={t(event.event === 'pix_generated' ? 'livesPix' : 'livesBoleto')}>
              <Input
                inputMode="numeric"
                value={event.lives ?? ''}
                placeholder={event.event === 'pix_generated' ? '60' : '3'}
                onChange={(e) => change({ lives: whole(e.target.value) || null })}
                className="num"
              />
            </Field>
          )}
        </div>
      </details>
    </li>
  )
}
