// components/ui/page-header.tsx
import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from './cn'

type Props = {
  readonly title: ReactNode
  /** One line under the title. */
  readonly description?: ReactNode
  readonly back?: { readonly href: string; readonly label: ReactNode }
  /** One `primary` button at most, the last one. */
  readonly actions?: ReactNode
  readonly className?: string
}

/** Title left, one main action right. */
export function PageHeader({ title, description, back, actions, className }: Props) {
  return (
    <header className={cn('mb-5 flex flex-wrap items-start gap-x-4 gap-y-3 lg:mb-6', className)}>
      <div className="min-w-0 flex-[1_1_220px]">
        {back !== undefined && (
          <nav className="mb-2 text-xs text-muted-foreground">
            <Link
              href={back.href}
              className="-my-3 inline-flex items-center gap-1 py-3 hover:text-foreground"
            >
              <ChevronLeft aria-hidden className="size-4" />
              {back.label}
            </Link>
          </nav>
        )}
        <h1>{title}</h1>
        {description != null && <div className="text-muted-foreground">{description}</div>}
      </div>
      {actions != null && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

/** On a phone the main action stands above the bottom bar, within the thumb's reach. */
export function ThumbBar({ children }: { readonly children: ReactNode }) {
  return (
    <div
      data-thumb-bar
      className="sticky bottom-(--tabbar) z-10 -mx-(--gutter) mt-5 -mb-8 flex gap-2 border-t bg-background px-(--gutter) py-3 md:hidden [&>*]:h-11 [&>*:last-child]:flex-1"
    >
      {children}
    </div>
  )
}
