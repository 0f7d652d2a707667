// components/ui/help.tsx
'use client'

import { CircleHelp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover as Radix } from 'radix-ui'
import {
  type ComponentProps,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { cn } from './cn'
import { floating } from './menu-classes'

/** Long enough to move the pointer from the button onto the words. */
const LEAVE_MS = 150

/** A "?" that explains: with the pointer over it, with the focus on it, or at a touch; Esc closes it. */
export function Help({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()
  useEffect(() => () => clearTimeout(timer.current), [])

  const stay = () => clearTimeout(timer.current)
  const leave = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return
    stay()
    timer.current = setTimeout(() => setOpen(false), LEAVE_MS)
  }
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Anchor asChild>
        <button
          type="button"
          data-help
          aria-label={t('help', { of })}
          aria-describedby={id}
          className="relative -my-1 inline-grid size-6 shrink-0 place-items-center rounded-full text-muted-foreground after:absolute after:-inset-2 hover:text-foreground"
          onPointerEnter={(event) => {
            if (event.pointerType !== 'mouse') return
            stay()
            setOpen(true)
          }}
          onPointerLeave={leave}
          onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
          onBlur={() => setOpen(false)}
          onClick={() => setOpen(true)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !open) return
            event.stopPropagation()
            setOpen(false)
          }}
        >
          <CircleHelp aria-hidden className="size-4" />
          <span hidden id={id}>
            {children}
          </span>
        </button>
      </Radix.Anchor>
      <Words onPointerEnter={stay} onPointerLeave={leave}>
        {children}
      </Words>
    </Radix.Root>
  )
}

function Words({ children, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        role="tooltip"
        side="top"
        align="start"
        sideOffset={6}
        collisionPadding={12}
        // Who reads stays where they were.
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        className={cn(floating, 'w-72 max-w-[calc(100vw-24px)] p-3 text-sm leading-5')}
        {...props}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}
