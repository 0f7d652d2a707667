// components/ui/alert-dialog.tsx
'use client'

import { AlertDialog as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { dialogBox, overlay } from './dialog'

export const AlertDialog = Radix.Root
export const AlertDialogTrigger = Radix.Trigger

/** For what cannot be taken back: it says what will happen, and the button carries its own verb. */
export function AlertDialogContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content className={cn(dialogBox, className)} {...props} />
    </Radix.Portal>
  )
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn('text-base font-semibold', className)} {...props} />
}

export function AlertDialogDescription({
  className,
  ...props
}: ComponentProps<typeof Radix.Description>) {
  return <Radix.Description className={cn('text-sm text-muted-foreground', className)} {...props} />
}

export { DialogFooter as AlertDialogFooter, DialogHeader as AlertDialogHeader } from './dialog'

type ButtonProps = ComponentProps<typeof Button>

export function AlertDialogCancel(props: ButtonProps) {
  return (
    <Radix.Cancel asChild>
      <Button {...props} />
    </Radix.Cancel>
  )
}
