// components/ui/queue-row.tsx
import type { ReactNode } from 'react'

/** Groups of a queue: a muted line with a name and what is true of all of them. */
export function GroupHead({
  title,
  note,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
}) {
  return (
    <div className="flex items-baseline justify-between gap-3 border-t bg-muted px-4 py-2.5 text-xs font-medium first:rounded-t-[9px] first:border-t-0 lg:px-5">
      <h3 className="text-xs font-medium">{title}</h3>
      {note != null && <span className="num font-normal text-muted-foreground">{note}</span>}
    </div>
  )
}

/** Hour and countdown · who and which rule · the bubble · the state and its reason · the menu. */
export function QueueRow({
  at,
  countdown,
  who,
  rule,
  bubble,
  state,
  reason,
  menu,
}: {
  readonly at: ReactNode
  readonly countdown?: ReactNode
  readonly who: ReactNode
  readonly rule?: ReactNode
  readonly bubble: ReactNode
  readonly state: ReactNode
  readonly reason?: ReactNode
  readonly menu?: ReactNode
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 border-t p-4 first:border-t-0 lg:grid-cols-[76px_minmax(0,176px)_minmax(0,1fr)_minmax(0,248px)] lg:gap-5 lg:p-5">
      <div className="col-start-2 row-start-1 text-right lg:col-start-1 lg:text-left">
        <b className="num block text-base/5 font-semibold tracking-[-0.01em]">{at}</b>
        {countdown != null && (
          <span className="num text-xs text-muted-foreground">{countdown}</span>
        )}
      </div>
      <div className="col-start-1 row-start-1 min-w-0 lg:col-start-2">
        <div className="font-medium">{who}</div>
        {rule != null && <div className="text-xs text-muted-foreground">{rule}</div>}
      </div>
      <div className="col-span-full min-w-0 lg:col-span-1 lg:col-start-3 lg:row-start-1">
        {bubble}
      </div>
      <div className="relative col-span-full grid content-start justify-items-start gap-1 pr-9 lg:col-span-1 lg:col-start-4 lg:row-start-1">
        {state}
        {reason != null && <p className="text-xs text-muted-foreground">{reason}</p>}
        {menu != null && <div className="absolute -top-1 -right-1.5">{menu}</div>}
      </div>
    </li>
  )
}
