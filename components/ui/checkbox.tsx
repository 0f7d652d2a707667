// components/ui/checkbox.tsx
'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'group/box relative grid size-5 shrink-0 place-items-center rounded-xs border border-past bg-card text-primary-foreground',
        'after:absolute after:-inset-3 data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary',
        'disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-refused',
        className,
      )}
      {...useFieldControl()}
      {...props}
    >
      <Radix.Indicator>
        <Check aria-hidden className="size-3.5 group-data-[state=indeterminate]/box:hidden" />
        <Minus aria-hidden className="size-3.5 group-data-[state=checked]/box:hidden" />
      </Radix.Indicator>
    </Radix.Root>
  )
}
