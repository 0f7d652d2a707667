// components/ui/progress.tsx
import { cn } from './cn'

type Part = { readonly share: number; readonly tone: 'ink' | 'soft' | 'accent' }

const FILL = { ink: 'fill-foreground', soft: 'fill-past', accent: 'fill-ring' } as const

/** A bar to scale: shares of one, side by side on a track. It says its point aloud. */
export function Progress({
  parts,
  label,
  className,
}: {
  readonly parts: readonly Part[]
  readonly label: string
  readonly className?: string
}) {
  let from = 0
  return (
    <svg role="img" aria-label={label} className={cn('block h-2 w-full rounded-xs', className)}>
      <rect className="fill-track" width="100%" height="100%" />
      {parts.map(({ share, tone }) => {
        const x = from
        from += share
        return (
          <rect
            key={`${tone}-${x}`}
            className={FILL[tone]}
            x={percent(x)}
            width={percent(share)}
            height="100%"
          />
        )
      })}
    </svg>
  )
}

const percent = (share: number) => `${Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 100}%`
