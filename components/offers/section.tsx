// components/offers/section.tsx
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** Fields of a tab that belong together, parted from the others by a hairline. */
export function Section({
  title,
  className,
  children,
}: {
  readonly title?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section
      className={cn(
        'grid grid-cols-[minmax(0,1fr)] gap-5 [&+&]:mt-6 [&+&]:border-t [&+&]:pt-6',
        className,
      )}
    >
      {title != null && <h2 className="text-base font-semibold">{title}</h2>}
      {children}
    </section>
  )
}
