// components/ui/ribbon.tsx
import type { ReactNode } from 'react'
import { cn } from './cn'
import type { Tone } from './tone'

export type Leg = {
  readonly id: string
  readonly tone: Tone
  readonly name: ReactNode
  readonly ms: number
}

/** How long something took, each leg to scale in its tone; the total is said in words. */
export function Ribbon({
  legs,
  title,
  label,
}: {
  readonly legs: readonly Leg[]
  readonly title: ReactNode
  readonly label: string
}) {
  return (
    <div className="border-b p-4 lg:p-5">
      {title}
      <div role="img" aria-label={label} className="mt-3 flex gap-0.5">
        {legs.map((leg, index) => (
          <div
            key={leg.id}
            data-tone={leg.tone}
            style={{ flex: `${leg.ms} 1 0` }}
            className="min-w-14"
          >
            <i className="block h-1.5 rounded-xs bg-tone" />
            <span
              className={cn(
                'num mt-2 block text-xs text-muted-foreground',
                index > 0 && index === legs.length - 1 && 'text-right',
              )}
            >
              <b className="block truncate font-medium text-foreground">{leg.name}</b>
              {leg.ms} ms
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
