// components/ui/needs.tsx
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { TONE_ICON } from './status'
import type { Tone } from './tone'

/** What needs a person, on the page and not in a card; at most five, worst first. */
export function Needs({ children }: { readonly children: ReactNode }) {
  return <ul className="border-t">{children}</ul>
}

/** What, why and until when, and exactly one button. */
export function Need({
  tone,
  icon,
  title,
  why,
  action,
}: {
  readonly tone: Tone
  readonly icon?: LucideIcon
  readonly title: ReactNode
  readonly why: ReactNode
  readonly action: ReactNode
}) {
  const Icon = icon ?? TONE_ICON[tone]
  return (
    <li data-tone={tone} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 border-b py-3.5">
      <Icon aria-hidden className="mt-0.5 size-4 text-tone" />
      <div>
        <h3>{title}</h3>
        <p className="mt-0.5 text-xs text-muted-foreground">{why}</p>
        <div className="mt-2.5">{action}</div>
      </div>
    </li>
  )
}
