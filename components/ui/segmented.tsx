// components/ui/segmented.tsx
'use client'

import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** Two or three ways to see one thing. */
export function Segmented<Value extends string>({
  value,
  onChange,
  label,
  options,
  className,
}: {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly className?: string
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next)
        if (option !== undefined) onChange(option.value)
      }}
      className={cn('inline-flex rounded-md bg-muted p-0.5', className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-9 rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-muted-foreground data-[state=on]:bg-card data-[state=on]:text-foreground data-[state=on]:shadow-[0_0_0_1px_var(--border)] md:h-7 dark:data-[state=on]:bg-[oklch(1_0_0/12%)]"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
