// components/ui/stats.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

/** A strip cut by hairlines: two columns on a phone, four from 640 px. */
export function Stats({
  className,
  children,
}: {
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <dl
      className={cn(
        'grid grid-cols-2 border-t sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none',
        '[&>*:nth-child(even)]:border-l max-sm:[&>*:nth-child(n+3)]:border-t sm:[&>*+*]:border-l',
        className,
      )}
    >
      {children}
    </dl>
  )
}

/** Label, number, and a note that compares or explains. */
export function Stat({
  label,
  value,
  note,
}: {
  readonly label: ReactNode
  readonly value: ReactNode
  readonly note?: ReactNode
}) {
  return (
    <div className="min-w-0 px-4 pt-3 pb-3.5 lg:px-5 lg:pt-3.5 lg:pb-4">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="num mt-1 text-xl font-semibold tracking-[-0.02em] max-sm:whitespace-normal">
        {value}
      </dd>
      {note != null && <dd className="text-xs text-muted-foreground">{note}</dd>}
    </div>
  )
}
