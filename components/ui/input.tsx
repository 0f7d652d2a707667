// components/ui/input.tsx
'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'

/** 16 px on a phone, or iOS zooms into the field. */
export const controlClasses =
  'w-full min-w-0 rounded-md border border-input bg-card px-3 text-base md:text-sm ' +
  'transition-colors duration-120 hover:border-past ' +
  'disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground ' +
  '[&[readonly]]:bg-muted aria-invalid:border-refused'

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn(controlClasses, 'h-11 md:h-9', className)}
      {...useFieldControl()}
      {...props}
    />
  )
}
