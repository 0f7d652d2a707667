// components/ui/filters.tsx
import Link from 'next/link'
import type { ReactNode } from 'react'

export type FilterLink = {
  readonly href: string
  readonly label: ReactNode
  readonly count?: ReactNode
  readonly current: boolean
}

/** Filters are links: they can be kept, sent and gone back from. */
export function Filters({
  label,
  links,
}: {
  readonly label: string
  readonly links: readonly FilterLink[]
}) {
  return (
    <nav aria-label={label} className="mb-3 flex flex-wrap gap-1">
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          aria-current={link.current ? 'page' : undefined}
          className="inline-flex h-9 items-center gap-1.5 rounded-full border border-transparent px-3 font-medium text-muted-foreground hover:bg-muted aria-[current]:border-input aria-[current]:bg-card aria-[current]:text-foreground md:h-8"
        >
          {link.label}
          {link.count !== undefined && (
            <span className="num font-normal text-muted-foreground">{link.count}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}
