// components/ui/legend.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

const KEYS = {
  today: 'h-0 w-4 rounded-xs border-t-[2.5px] border-ring',
  past: 'h-0 w-4 rounded-xs border-t-[1.5px] border-past',
  open: 'size-2 rounded-full border-2 border-ring',
  accent: 'size-2 rounded-[2px] bg-ring',
  ink: 'size-2 rounded-[2px] bg-foreground',
  soft: 'size-2 rounded-[2px] bg-past',
  track: 'size-2 rounded-[2px] bg-track',
} as const

export function Legend({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <p className={cn('flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground', className)}>
      {children}
    </p>
  )
}

export function LegendKey({
  mark,
  children,
}: {
  readonly mark: keyof typeof KEYS
  readonly children: ReactNode
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <i aria-hidden className={KEYS[mark]} />
      <span className="first-letter:uppercase">{children}</span>
    </span>
  )
}
