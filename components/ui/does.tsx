// components/ui/does.tsx
import type { ReactNode } from 'react'

export function DoesList({ children }: { readonly children: ReactNode }) {
  return <ul>{children}</ul>
}

/** An action that explains itself: what it is for, what it will do, a button with its own verb. */
export function Does({
  title,
  action,
  children,
}: {
  readonly title: ReactNode
  readonly action: ReactNode
  readonly children: ReactNode
}) {
  return (
    <li className="grid items-center justify-items-start gap-x-6 gap-y-3 border-t px-4 py-3.5 lg:grid-cols-[minmax(0,1fr)_auto] lg:px-5">
      <div>
        <h3>{title}</h3>
        <p className="mt-0.5 max-w-[56ch] text-muted-foreground">{children}</p>
      </div>
      {action}
    </li>
  )
}
