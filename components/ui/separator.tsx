// components/ui/separator.tsx
'use client'

import { Separator as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Separator({
  className,
  orientation = 'horizontal',
  ...props
}: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      orientation={orientation}
      className={cn(
        'shrink-0 bg-border data-[orientation=horizontal]:h-px data-[orientation=vertical]:w-px',
        className,
      )}
      {...props}
    />
  )
}
