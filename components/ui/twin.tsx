// components/ui/twin.tsx
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** The table folded under a chart: the same numbers, for who reads them better. */
export function Twin({
  summary,
  label,
  children,
}: {
  readonly summary: ReactNode
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <details className="group/twin border-t">
      <summary className="flex items-center gap-1.5 px-4 py-3 text-xs text-muted-foreground hover:text-foreground lg:px-5">
        <ChevronRight
          aria-hidden
          className="size-4 transition-transform duration-120 group-open/twin:rotate-90"
        />
        {summary}
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
        tabIndex={0}
        aria-label={label}
        className="max-h-[280px] overflow-auto px-4 pb-3 lg:px-5 lg:pb-4"
      >
        <table className="w-full border-collapse text-xs tabular-nums [&_td]:border-b [&_td]:py-1.5 [&_td]:pl-3 [&_td]:text-right [&_td]:whitespace-nowrap [&_th]:border-b [&_th]:py-1.5 [&_th]:pl-3 [&_th]:text-right [&_th]:font-normal [&_th]:whitespace-nowrap [&_th:first-child]:pl-0 [&_th:first-child]:text-left [&_thead_th]:text-muted-foreground">
          {children}
        </table>
      </section>
    </details>
  )
}
