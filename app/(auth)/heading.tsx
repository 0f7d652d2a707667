// app/(auth)/heading.tsx
import type { ReactNode } from 'react'

/** What this page is for, in one line and at most one more. */
export function Heading({
  title,
  children,
}: {
  readonly title: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <header className="mb-6">
      <h1 className="text-[28px]/9 tracking-[-0.02em]">{title}</h1>
      {children != null && <p className="mt-1 text-muted-foreground">{children}</p>}
    </header>
  )
}
