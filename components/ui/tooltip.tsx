// components/ui/tooltip.tsx
'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** Only what helps: nothing that must be known lives in a tooltip, a phone has none. */
export function Tooltip({
  label,
  children,
  side = 'top',
}: {
  readonly label: ReactNode
  readonly children: ReactNode
  readonly side?: ComponentProps<typeof Radix.Content>['side']
}) {
  return (
    <Radix.Provider delayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            {...(side !== undefined && { side })}
            sideOffset={6}
            className={cn(
              'z-50 max-w-64 rounded-sm bg-primary px-2 py-1 text-xs text-primary-foreground',
              'data-[state=delayed-open]:animate-in',
            )}
          >
            {label}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
