// components/ui/bubble.tsx
import { Check, CheckCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

type Props = {
  readonly children: ReactNode
  /** The hour at its foot, or what stands in its place: "não saiu". */
  readonly foot?: ReactNode
  readonly ticks?: 'sent' | 'delivered' | 'read'
  /** The words of the ticks, for who does not see them. */
  readonly ticksLabel?: string
  /** It did not leave, and will not. */
  readonly off?: boolean
  /** All of it, not the first lines. */
  readonly whole?: boolean
}

/** A message as the phone shows it. */
export function Bubble({ children, foot, ticks, ticksLabel, off = false, whole = false }: Props) {
  const Ticks = ticks === 'sent' ? Check : CheckCheck
  return (
    <div
      className={cn(
        'w-full max-w-[360px] justify-self-start rounded-[10px_3px_10px_10px] px-3 py-2',
        off
          ? 'text-muted-foreground shadow-[inset_0_0_0_1px_var(--border)]'
          : 'bg-[color-mix(in_oklab,var(--paid)_9%,var(--card))]',
      )}
    >
      <div className={cn('whitespace-pre-line', !whole && 'line-clamp-3 lg:line-clamp-4')}>
        {children}
      </div>
      {(foot != null || ticks !== undefined) && (
        <div className="mt-0.5 flex items-center justify-end gap-1 text-xs text-muted-foreground tabular-nums">
          {foot}
          {ticks !== undefined && (
            <>
              <Ticks
                aria-hidden
                className={cn('size-3.5', ticks === 'read' && 'text-authorized')}
              />
              {ticksLabel !== undefined && <span className="sr-only">{ticksLabel}</span>}
            </>
          )}
        </div>
      )}
    </div>
  )
}
