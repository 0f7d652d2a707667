// components/ui/skeleton.tsx
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Shaped like what comes; it does not shine. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('rounded-sm bg-muted', className)} {...props} />
}
