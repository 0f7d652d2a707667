// components/ui/facts.tsx
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'

/** A group of facts with a title. Groups in one card are parted by hairlines. */
export function Facts({
  title,
  children,
}: {
  readonly title: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="p-4 lg:p-5 [&+&]:border-t">
      <h3 className="mb-2">{title}</h3>
      <dl className="grid gap-2">{children}</dl>
    </div>
  )
}

type Props = {
  readonly label: ReactNode
  readonly children: ReactNode
  /** The text to copy and what the button is called. */
  readonly copy?: { readonly text: string; readonly label: string }
}

export function Fact({ label, children, copy }: Props) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-3">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="flex min-w-0 items-baseline justify-between gap-2">
        <span className="min-w-0">{children}</span>
        {copy !== undefined && <CopyButton {...copy} className="-my-2 -mr-2 self-center" />}
      </dd>
    </div>
  )
}
