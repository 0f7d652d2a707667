// components/ui/code-chip.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

/** A code never stands alone: words first, then this. */
export function CodeChip({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <code
      className={cn(
        'rounded-xs bg-muted px-1.5 font-mono text-xs/5 font-medium text-foreground',
        className,
      )}
    >
      {children}
    </code>
  )
}

/** An id in running text: mono, small, and it may break. */
export function Mono({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span className={cn('font-mono text-xs tracking-[-0.01em] break-all', className)}>
      {children}
    </span>
  )
}
