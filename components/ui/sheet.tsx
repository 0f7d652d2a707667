// components/ui/sheet.tsx
'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { overlay } from './dialog'

export const Sheet = Radix.Root
export const SheetTrigger = Radix.Trigger

const SIDES = {
  bottom:
    '[--sheet-y:100%] inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t pb-[env(safe-area-inset-bottom)]',
  right: '[--sheet-x:100%] inset-y-0 right-0 w-full max-w-[400px] border-l',
  left: '[--sheet-x:-100%] inset-y-0 left-0 w-full max-w-[320px] border-r',
} as const

export function SheetContent({
  className,
  children,
  side = 'bottom',
  ...props
}: ComponentProps<typeof Radix.Content> & { side?: keyof typeof SIDES }) {
  const t = useTranslations('ui')
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content
        className={cn(
          'fixed z-50 flex flex-col overflow-y-auto bg-popover shadow-float',
          'data-[state=open]:animate-sheet-in data-[state=closed]:animate-sheet-out',
          SIDES[side],
          className,
        )}
        {...props}
      >
        {children}
        <Radix.Close
          aria-label={t('close')}
          className="absolute top-3 right-3 grid size-9 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  )
}

export function SheetHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1 p-4 pr-14', className)} {...props} />
}

export function SheetTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn('text-base font-semibold', className)} {...props} />
}
