// components/home/hour-chart.tsx
import { useLocale, useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { cn } from '@/components/ui/cn'
import { type Centavos, formatShort } from '@/lib/kernel/money'
import { pathOf, scaleOf } from './scale'

type Props = {
  /** Finished points of today, oldest first. */
  readonly today: readonly Centavos[]
  /** The hour in course: where it stands, or will stand at its pace. */
  readonly open: Centavos
  readonly openNote: string
  readonly before: readonly Centavos[]
  /** The best hour so far, flagged. */
  readonly flag: { readonly hour: number; readonly text: string } | null
  readonly label: string
  readonly className?: string
}

const LAST = 23
/** About as wide as the note beside the dot. */
const NOTE_HOURS = 4
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21]

/** The labels are HTML placed in percent, so that text never shrinks with the drawing. */
export function HourChart({ today, open, openNote, before, flag, label, className }: Props) {
  const { lines, y } = scaleOf([...today, ...before, open])
  const at = today.length
  const line = [...today, open]
  const tops = [
    open,
    ...line.slice(-NOTE_HOURS),
    ...before.slice(Math.max(0, at - NOTE_HOURS), at + 1),
  ]
  return (
    <div className={cn('relative mx-4 mt-10 h-54 pb-6 pl-10 lg:mx-5 lg:h-64', className)}>
      <div className="relative h-full">
        <svg
          viewBox={`0 0 ${LAST} 100`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          className="absolute inset-0 size-full overflow-visible *:[vector-effect:non-scaling-stroke]"
        >
          {lines.map((value) => (
            <path key={value} d={`M0 ${y(value)}H${LAST}`} className="stroke-border" />
          ))}
          {flag !== null && (
            <path
              d={`M${flag.hour} -10V100`}
              strokeDasharray="2 3"
              className="stroke-foreground opacity-55"
            />
          )}
          <path d={`${pathOf(line, y)}L${at} 100L0 100Z`} className="fill-accent opacity-13" />
          <path
            d={pathOf(before, y)}
            strokeWidth={1.5}
            strokeLinejoin="round"
            className="fill-none stroke-past"
          />
          <Today line={line} y={y} />
        </svg>
        <Axes lines={lines} y={y} />
        {flag !== null && <Flag {...flag} />}
        {open > 0 && <OpenNote at={at} tops={tops.map(y)} value={open} note={openNote} />}
      </div>
    </div>
  )
}

/** Up to the last full hour it is a line; the hour in course is a hollow dot, dotted up to it. */
function Today({ line, y }: { line: readonly Centavos[]; y: (value: number) => number }) {
  const done = line.slice(0, -1)
  const at = done.length
  const [from, to] = [line.at(-2), line.at(-1) ?? 0]
  const stroke = 'fill-none stroke-ring [stroke-linecap:round] [stroke-linejoin:round]'
  return (
    <>
      <path d={pathOf(done, y)} strokeWidth={2.5} className={stroke} />
      {from !== undefined && (
        <path
          d={`M${at - 1} ${y(from)}L${at} ${y(to)}`}
          strokeWidth={2.5}
          strokeDasharray="1 5"
          className={stroke}
        />
      )}
      <path d={`M${at} ${y(to)}h0`} strokeWidth={10} className={stroke} />
      <path
        d={`M${at} ${y(to)}h0`}
        strokeWidth={5}
        className="stroke-card [stroke-linecap:round]"
      />
    </>
  )
}

const tag = 'num absolute text-xs text-muted-foreground'
const leftOf = (hour: number): CSSProperties => ({ left: `${(hour / LAST) * 100}%` })

function Axes({
  lines,
  y,
}: {
  readonly lines: readonly Centavos[]
  readonly y: (value: number) => number
}) {
  const locale = useLocale()
  return (
    <div aria-hidden>
      {lines.map((value) => (
        <span
          key={value}
          className={cn(tag, 'right-full mr-2 -translate-y-1/2')}
          style={{ top: `${y(value)}%` }}
        >
          {formatShort(value, locale)}
        </span>
      ))}
      {HOURS.map((hour, index) => (
        <span
          key={hour}
          className={cn(tag, 'top-full mt-2 -translate-x-1/2', index % 2 === 1 && 'max-md:hidden')}
          style={leftOf(hour)}
        >
          {hour}h
        </span>
      ))}
    </div>
  )
}

function Flag({ hour, text }: { readonly hour: number; readonly text: string }) {
  const isLate = hour > LAST / 2
  return (
    <span
      aria-hidden
      className={cn(tag, '-top-[22px]', isLate ? 'mr-1.5' : 'ml-1.5')}
      style={isLate ? { right: `${100 - (hour / LAST) * 100}%` } : leftOf(hour)}
    >
      {text}
    </span>
  )
}

type Note = { at: number; tops: readonly number[]; value: Centavos; note: string }

/** At the right of the dot, or late in the day above the line, which it must not cover. */
function OpenNote({ at, tops, value, note }: Note) {
  const t = useTranslations('home.day')
  const isLate = at > LAST * 0.75
  const side = isLate ? { right: `${100 - (at / LAST) * 100}%` } : leftOf(at)
  return (
    <span
      aria-hidden
      className={cn(
        tag,
        'px-1 max-md:hidden',
        isLate ? '-translate-y-full pb-2 text-right' : 'ml-2.5 -translate-y-1/2 bg-card',
      )}
      style={{ ...side, top: `${isLate ? Math.min(...tops) : (tops[0] ?? 0)}%` }}
    >
      <b className="font-semibold text-foreground">
        {t('short', { amount: formatShort(value, useLocale()) })}
      </b>
      <br />
      {note}
    </span>
  )
}
