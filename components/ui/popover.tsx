// components/ui/popover.tsx
'use client'

import { Popover as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { floating } from './menu-classes'

export const Popover = Radix.Root
export const PopoverTrigger = Radix.Trigger
export const PopoverClose = Radix.Close

export function PopoverContent({
  className,
  sideOffset = 6,
  collisionPadding = 12,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={collisionPadding}
        className={cn(
          floating,
          'max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-24px)] p-0 outline-none',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}
