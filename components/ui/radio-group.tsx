// components/ui/radio-group.tsx
'use client'

import { RadioGroup as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export function RadioGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={cn('grid gap-2', className)} {...props} />
}

/** A large choice: a name and one line that helps to choose, all of it pressable. */
export function RadioCard({
  title,
  children,
  className,
  ...props
}: Omit<ComponentProps<typeof Radix.Item>, 'title' | 'children'> & {
  readonly title: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <Radix.Item
      className={cn(
        'group/card grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 rounded-lg border border-input bg-card p-4 text-left',
        'hover:border-past data-[state=checked]:border-foreground data-[state=checked]:ring-1 data-[state=checked]:ring-foreground',
        className,
      )}
      {...props}
    >
      <span className="grid size-5 place-items-center rounded-full border border-past group-data-[state=checked]/card:border-primary">
        <Radix.Indicator className="block size-2.5 rounded-full bg-primary" />
      </span>
      <span className="grid content-start gap-0.5">
        <span className="font-medium">{title}</span>
        {children != null && <span className="text-muted-foreground">{children}</span>}
      </span>
    </Radix.Item>
  )
}
