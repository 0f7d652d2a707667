// components/ui/rows.tsx
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A plain list in a card, cut by hairlines. */
export function Rows({ className, ...props }: ComponentProps<'ul'>) {
  return <ul className={cn('[&>li+li]:border-t', className)} {...props} />
}

export function Row({ className, ...props }: ComponentProps<'li'>) {
  return <li className={cn('px-4 py-3.5 lg:px-5', className)} {...props} />
}

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'rounded-xs border px-1 font-sans text-xs font-medium text-muted-foreground',
        className,
      )}
      {...props}
    />
  )
}
