// components/ui/card.tsx
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('min-w-0 rounded-lg border bg-card', className)} {...props} />
}

/** Title at the left, one thing at the right. */
export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex items-center justify-between gap-3 px-4 pt-4 lg:px-5 lg:pt-5', className)}
      {...props}
    />
  )
}

export function CardTitle({ className, ...props }: ComponentProps<'h2'>) {
  return <h2 className={cn('min-w-0', className)} {...props} />
}

export function CardDescription({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('text-sm text-muted-foreground', className)} {...props} />
}

export function CardContent({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('p-4 lg:p-5', className)} {...props} />
}

export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex items-center gap-2 border-t px-4 py-3 lg:px-5', className)}
      {...props}
    />
  )
}

/** A title outside any card, with a count or a link at its right. */
export function SectionHead({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('mb-3 flex items-baseline justify-between gap-3', className)} {...props} />
  )
}
