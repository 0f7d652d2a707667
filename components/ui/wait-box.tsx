// components/ui/wait-box.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

/** Something is awaited, live: the bell swings and one ring spreads. Still with reduced motion. */
export function WaitBox({
  title,
  bell,
  children,
  className,
}: {
  readonly title: ReactNode
  readonly bell: ReactNode
  /** What is awaited and where to click, over there. */
  readonly children?: ReactNode
  readonly className?: string
}) {
  return (
    <div
      role="status"
      className={cn(
        'grid grid-cols-[40px_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-lg border border-[color-mix(in_oklab,var(--accent)_55%,var(--border))] bg-card px-4 py-5 lg:p-6 lg:px-5',
        className,
      )}
    >
      <span className="relative row-span-2 grid size-10 place-items-center before:absolute before:-inset-1.5 before:animate-wave before:rounded-full before:border-[1.5px] before:border-accent before:opacity-40 after:absolute after:inset-0 after:rounded-full after:border-[1.5px] after:border-accent [&_svg]:size-6 [&_svg]:origin-[50%_10%] [&_svg]:animate-swing">
        {bell}
      </span>
      <div className="min-w-0">
        <h3>{title}</h3>
        {children != null && <div className="mt-1 text-muted-foreground">{children}</div>}
      </div>
    </div>
  )
}

/** A line under something that is being listened to. */
export function Listening({ children }: { readonly children: ReactNode }) {
  return (
    <p className="mt-3 flex items-center justify-center gap-2 text-xs text-muted-foreground tabular-nums">
      <i className="size-2 animate-breathe rounded-full bg-ring" />
      {children}
    </p>
  )
}
