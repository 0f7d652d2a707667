// components/notifications/simulator-timeline.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import type { StoryEvent } from './simulator-story'

type Props = {
  readonly story: readonly StoryEvent[]
  readonly move: (key: string, at: number) => void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
}
const MONTH = 43_200

/** Round spans, a little longer than the story. */
const SPANS = [30, 60, 120, 360, 720, 1_440, 4_320, 10_080, MONTH]

/** Each event on a line of its own, to be dragged or moved with the arrows. */
export function SimulatorTimeline({ story, move }: Props) {
  const t = useTranslations('notifications.simulator')
  const latest = Math.max(0, ...story.map(({ at, late }) => at + late))
  const span = SPANS.find((each) => each > latest * 1.05) ?? MONTH
  return (
    <fieldset className="grid gap-1.5" aria-label={t('timeline')}>
      {story.map((event) => (
        <Line key={event.key} {...{ event, span, move }} />
      ))}
      <div className="num flex justify-between pt-1 text-xs text-muted-foreground">
        <span>0</span>
        <span>{t('minutes', { n: span })}</span>
      </div>
      <p className="text-xs text-muted-foreground">{t('dragHint')}</p>
    </fieldset>
  )
}

type LineProps = Pick<Props, 'move'> & { readonly event: StoryEvent; readonly span: number }

function Line({ event, span, move }: LineProps) {
  const t = useTranslations('notifications.simulator')
  const names = useTranslations('events')
  const track = useRef<HTMLDivElement>(null)
  const name = names(event.event as Parameters<typeof names>[0])
  const left = (minutes: number) => `${Math.min(100, (minutes * 100) / span)}%`
  const drag = (e: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined || !e.currentTarget.hasPointerCapture(e.pointerId)) return
    const share = Math.min(1, Math.max(0, (e.clientX - box.left) / box.width))
    move(event.key, Math.round(share * span))
  }
  const keys = (e: KeyboardEvent) => {
    const step = STEPS[e.key]
    const to = e.key === 'Home' ? 0 : step === undefined ? null : event.at + step
    if (to === null) return
    e.preventDefault()
    move(event.key, Math.min(MONTH, Math.max(0, to)))
  }
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] items-center gap-3 sm:grid-cols-[160px_minmax(0,1fr)]">
      <span className="truncate text-xs">
        {name} <span className="text-muted-foreground">{t(`short.${event.order}`)}</span>
      </span>
      <div ref={track} className="relative mx-3 h-9">
        <span aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-border" />
        {event.late > 0 && (
          <span
            aria-hidden
            className="absolute top-1/2 h-0 border-t border-dashed border-waiting"
            style={{
              left: left(event.at),
              width: `calc(${left(event.at + event.late)} - ${left(event.at)})`,
            }}
          />
        )}
        <span
          role="slider"
          tabIndex={0}
          aria-label={t('moment', { event: name })}
          aria-valuemin={0}
          aria-valuemax={MONTH}
          aria-valuenow={event.at}
          aria-valuetext={t('minutes', { n: event.at })}
          onKeyDown={keys}
          onPointerDown={(e) => e.currentTarget.setPointerCapture(e.pointerId)}
          onPointerMove={drag}
          className={cn(
            'num absolute top-1/2 grid h-8 min-w-8 -translate-x-1/2 -translate-y-1/2 cursor-grab touch-none place-items-center rounded-full border bg-card px-1.5 text-xs font-medium select-none active:cursor-grabbing',
            event.order === 'U' && 'border-dashed',
          )}
          style={{ left: left(event.at) }}
        >
          {event.at}
        </span>
      </div>
    </div>
  )
}
