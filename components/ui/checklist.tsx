// components/ui/checklist.tsx
import { ChevronDown, CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import type { Tone } from './tone'

/** The red item, open on top: what, its evidence drawn, how to fix it, and the buttons. */
export function Fix({
  title,
  evidence,
  actions,
  children,
}: {
  readonly title: ReactNode
  readonly evidence?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="mt-4 grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 gap-y-4 border-y bg-[color-mix(in_oklab,var(--refused)_4%,var(--card))] p-4 first:mt-0 first:border-t-0 lg:grid-cols-[20px_minmax(0,1fr)_320px] lg:gap-y-5 lg:p-5">
      <CircleX aria-hidden className="mt-0.5 size-4 text-refused" />
      <div className="lg:pr-8 [&_p]:mt-1 [&_p]:max-w-[56ch] [&_p+p]:mt-3">
        <h3>{title}</h3>
        {children}
      </div>
      {evidence != null && (
        <div className="col-span-full lg:col-span-1 lg:col-start-3">{evidence}</div>
      )}
      {actions != null && (
        <div className="col-span-full flex flex-wrap gap-2 lg:col-start-2 max-[479px]:[&>*]:h-11 max-[479px]:[&>*]:w-full">
          {actions}
        </div>
      )}
    </div>
  )
}

/** One tick per event, so that a person counts instead of believing. */
export function Ticks({
  tones,
  label,
  from,
  to,
}: {
  readonly tones: readonly { readonly id: string; readonly tone: Tone }[]
  readonly label: string
  readonly from?: ReactNode
  readonly to?: ReactNode
}) {
  return (
    <div>
      <div role="img" aria-label={label} className="mt-2 flex gap-[3px]">
        {tones.map(({ id, tone }) => (
          <i
            key={id}
            data-tone={tone}
            className={cn(
              'h-6 flex-1 rounded-xs border',
              tone === 'refused'
                ? 'border-refused bg-refused'
                : 'border-[color-mix(in_oklab,var(--tone)_40%,var(--card))] bg-[color-mix(in_oklab,var(--tone)_16%,var(--card))]',
            )}
          />
        ))}
      </div>
      <div className="mt-1.5 flex justify-between text-xs text-muted-foreground tabular-nums">
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </div>
  )
}

/**
 * What is already right: on a phone it is folded, with a sentence that counts it. A wide screen
 * has the room to show it, and does wherever the browser can open it without a hand.
 */
export function DoneList({
  summary,
  children,
}: {
  readonly summary: ReactNode
  readonly children: ReactNode
}) {
  return (
    <details className="group/done lg:[&::details-content]:[content-visibility:visible]">
      <summary className="flex items-center gap-2.5 px-4 py-3.5 font-medium lg:px-5 lg:supports-[selector(::details-content)]:hidden">
        <CircleCheck aria-hidden className="size-4 text-paid" />
        {summary}
        <ChevronDown
          aria-hidden
          className="ml-auto size-4 text-muted-foreground transition-transform duration-120 group-open/done:rotate-180"
        />
      </summary>
      <ul className="grid gap-x-8 px-4 pb-2 sm:grid-cols-2 lg:px-5 lg:py-2">{children}</ul>
    </details>
  )
}

/** Tick, fact, its date. */
export function Done({
  date,
  children,
}: {
  readonly date?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 py-1.5">
      <CircleCheck aria-hidden className="mt-0.5 size-4 text-paid" />
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        {children}
        {date != null && <span className="num text-xs text-muted-foreground">{date}</span>}
      </span>
    </li>
  )
}
