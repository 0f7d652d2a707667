// components/ui/switch.tsx
'use client'

import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'relative inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-past bg-track p-0.5 transition-colors duration-120',
        'after:absolute after:-inset-2.5 data-[state=checked]:border-primary data-[state=checked]:bg-primary',
        'disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...useFieldControl()}
      {...props}
    >
      <Radix.Thumb className="block size-4 rounded-full bg-past transition-transform duration-120 data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-primary-foreground" />
    </Radix.Root>
  )
}
