// components/ui/status.tsx
import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Clock,
  CornerUpLeft,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import type { Tone } from './tone'

export const TONE_ICON: Readonly<Record<Tone, LucideIcon>> = {
  paid: CircleCheck,
  authorized: CircleDot,
  waiting: Clock,
  refused: CircleX,
  returned: CornerUpLeft,
  neutral: CircleDashed,
}

type Props = {
  readonly tone: Tone
  readonly icon?: LucideIcon
  /** Once a screen, beside the page's amount or name. Never in rows. */
  readonly chip?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** Icon and word. In rows the icon has the colour and the word is ink. */
export function Status({ tone, icon, chip = false, className, children }: Props) {
  const Icon = icon ?? TONE_ICON[tone]
  return (
    <span
      data-tone={tone}
      className={cn(
        'inline-flex items-center gap-1.5 align-top whitespace-nowrap',
        chip &&
          'h-6 rounded-sm bg-[color-mix(in_oklab,var(--tone)_8%,var(--card))] pr-2 pl-1.5 text-xs font-medium text-tone',
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-tone" />
      {children}
    </span>
  )
}
