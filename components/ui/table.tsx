// components/ui/table.tsx
import type { ComponentProps } from 'react'
import { cn } from './cn'

/**
 * A table from 768 px; below it each row is a card of two columns. The roles are said aloud, because
 * a browser forgets them when a row is no longer displayed as one.
 */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
      role="table"
      className={cn('w-full border-collapse max-md:block', className)}
      {...props}
    />
  )
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
  return <thead role="rowgroup" className={cn('max-md:sr-only', className)} {...props} />
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
  return <tbody role="rowgroup" className={cn('max-md:block', className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
      role="row"
      className={cn(
        'group/row relative border-t transition-colors duration-120',
        'max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3.5 max-md:[tbody>&:first-child]:border-t-0',
        '[table:first-child>thead>&]:border-t-0 md:[tbody>&:hover]:bg-[color-mix(in_oklab,var(--muted)_50%,var(--card))]',
        className,
      )}
      {...props}
    />
  )
}

export function TableHead({
  className,
  numeric = false,
  ...props
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
      role="columnheader"
      className={cn(
        'px-2 py-2.5 text-left text-xs font-normal whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4 lg:first:pl-5 lg:last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

/** Where a cell goes on a phone: name and value share line one, lines follow, the rest is left out. */
const ON_PHONE = {
  title: 'max-md:col-start-1 max-md:row-start-1',
  value: 'max-md:col-start-2 max-md:row-start-1 max-md:justify-self-end',
  line: 'max-md:col-span-full',
  hide: 'max-md:hidden',
} as const

export type OnPhone = keyof typeof ON_PHONE

export function TableCell({
  className,
  phone = 'line',
  numeric = false,
  ...props
}: ComponentProps<'td'> & { phone?: OnPhone; numeric?: boolean }) {
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: lost on a phone otherwise
      role="cell"
      className={cn(
        'min-w-0 text-left align-middle md:h-12 md:px-2 md:py-2 md:first:pl-4 md:last:pr-4 lg:first:pl-5 lg:last:pr-5',
        ON_PHONE[phone],
        phone === 'title' && 'font-medium',
        numeric && 'num text-right font-medium',
        className,
      )}
      {...props}
    />
  )
}

/** On the link of a row: the whole row is its target. What else can be pressed goes above (`z-10`). */
export const rowLink =
  'after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring'
