// components/ui/event.tsx
import { CornerDownRight, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { TONE_ICON } from './status'
import type { Tone } from './tone'

export function Timeline({ className, children }: { className?: string; children: ReactNode }) {
  return <ol className={cn('px-4 pt-5 pb-1 lg:px-5 lg:pt-6 lg:pb-2', className)}>{children}</ol>
}

type Props = {
  readonly tone: Tone
  readonly icon?: LucideIcon
  readonly title: ReactNode
  /** A `<time>`: `<TimeOf at=… />`. */
  readonly time?: ReactNode
  /** One sentence. */
  readonly children?: ReactNode
  /** The code chip first, then attempt and milliseconds. */
  readonly meta?: ReactNode
  /** What the system decided, and why. */
  readonly because?: ReactNode
  /** It has not happened yet. */
  readonly ahead?: boolean
}

/** One thing that happened, on the line of what happened. */
export function Event({ tone, icon, title, time, children, meta, because, ahead = false }: Props) {
  const Icon = icon ?? TONE_ICON[tone]
  return (
    <li
      data-tone={tone}
      className="group/event relative grid grid-cols-[28px_minmax(0,1fr)] gap-x-3 pb-6 before:absolute before:top-7 before:bottom-0 before:left-[13.5px] before:w-px before:bg-border last:before:hidden"
    >
      <span
        className={cn(
          'grid size-7 place-items-center rounded-full border',
          ahead
            ? 'border-dashed bg-card text-muted-foreground'
            : 'border-[color-mix(in_oklab,var(--tone)_30%,transparent)] bg-[color-mix(in_oklab,var(--tone)_9%,var(--card))] text-tone',
        )}
      >
        <Icon aria-hidden className="size-4" />
      </span>
      <div className={cn('min-w-0', ahead && 'text-muted-foreground')}>
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3 pt-1">
          <h3 className={cn(ahead && 'font-medium')}>{title}</h3>
          {time != null && <span className="num text-xs/5 text-muted-foreground">{time}</span>}
        </div>
        {children != null && (
          <div className="mt-0.5 max-w-[60ch] text-muted-foreground [&_b]:font-medium [&_b]:text-foreground">
            {children}
          </div>
        )}
        {meta != null && (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs/5 text-muted-foreground tabular-nums">
            {meta}
          </div>
        )}
        {because != null && (
          <p className="mt-2 flex gap-2 text-foreground">
            <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span>{because}</span>
          </p>
        )}
      </div>
    </li>
  )
}
