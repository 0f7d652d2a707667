// components/ui/dialog.tsx
'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger

export const overlay =
  'fixed inset-0 z-40 bg-[oklch(0.17_0.006_260/45%)] data-[state=open]:animate-in data-[state=closed]:animate-out'

export function DialogContent({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  const t = useTranslations('ui')
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content className={cn(dialogBox, className)} {...props}>
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

export const dialogBox =
  'fixed inset-x-4 top-1/2 z-50 mx-auto grid max-h-[calc(100dvh-32px)] max-w-[480px] -translate-y-1/2 gap-4 overflow-y-auto ' +
  'rounded-lg border bg-popover p-5 shadow-float data-[state=open]:animate-in data-[state=closed]:animate-out'

export function DialogHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1 pr-8', className)} {...props} />
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn('text-base font-semibold', className)} {...props} />
}

export function DialogDescription({
  className,
  ...props
}: ComponentProps<typeof Radix.Description>) {
  return <Radix.Description className={cn('text-sm text-muted-foreground', className)} {...props} />
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)}
      {...props}
    />
  )
}
