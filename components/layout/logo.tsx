// components/layout/logo.tsx
import { cn } from '@/components/ui/cn'

/** The bell caught in mid-swing. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-5 shrink-0', className)}>
      <path
        fill="currentColor"
        d="M16 2A10 10 0 0 0 6 12v5.7c0 .9-.3 1.8-.9 2.5l-1.7 2.2A2.25 2.25 0 0 0 5.2 26h8.9a5.9 5.9 0 0 1 11.4 0h1.3a2.25 2.25 0 0 0 1.8-3.6l-1.7-2.2c-.6-.7-.9-1.6-.9-2.5V12A10 10 0 0 0 16 2z"
      />
      <circle cx="19.8" cy="27.5" r="3.7" fill="var(--accent)" />
    </svg>
  )
}

export const PRODUCT = 'Campainha'

export function Logo({ className }: { readonly className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-2 text-base font-semibold tracking-[-0.02em]',
        className,
      )}
    >
      <Mark />
      <span>{PRODUCT}</span>
    </span>
  )
}
