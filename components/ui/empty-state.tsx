// components/ui/empty-state.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

/**
 * How things are ("Ninguém mexeu nesta venda"), what will come here, and the one step that starts it.
 * At the left, no picture.
 */
export function EmptyState({
  title,
  children,
  action,
  className,
}: {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly className?: string
}) {
  return (
    <div className={cn('px-4 py-5 lg:p-5', className)}>
      <h2 className="text-sm tracking-normal">{title}</h2>
      {children != null && <p className="mt-1 max-w-[44ch] text-muted-foreground">{children}</p>}
      {action != null && <div className="mt-3">{action}</div>}
    </div>
  )
}
