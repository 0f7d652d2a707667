// components/ui/stepper.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'

/** Where a person is in a few steps: past in ink, the current one in amber; none is when all are past. */
export function Stepper({
  steps,
  current,
  label,
}: {
  readonly steps: readonly { readonly id: string; readonly label: ReactNode }[]
  readonly current: string
  readonly label: string
}) {
  const found = steps.findIndex((step) => step.id === current)
  const at = found === -1 ? steps.length : found
  return (
    <ol
      aria-label={label}
      className="mb-7 grid auto-cols-fr grid-flow-col gap-1.5 text-xs text-muted-foreground"
    >
      {steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={index === at ? 'step' : undefined}
          className={cn(
            'before:mb-2 before:block before:h-[3px] before:rounded-xs before:bg-track',
            index < at && 'before:bg-foreground',
            index === at && 'font-medium text-foreground before:bg-accent',
            index === steps.length - 1 &&
              'max-[379px]:flex max-[379px]:flex-col max-[379px]:items-end max-[379px]:before:w-full',
          )}
        >
          {/* Five words do not fit on the narrowest phones: there only the current one is read. */}
          <span className={index === at ? 'max-[379px]:whitespace-nowrap' : 'max-[379px]:sr-only'}>
            {step.label}
          </span>
        </li>
      ))}
    </ol>
  )
}
