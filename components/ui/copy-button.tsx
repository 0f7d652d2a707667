// components/ui/copy-button.tsx
'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { toast } from './toaster'

/** Puts a text on the clipboard and says so, to eyes and to screen readers. */
function useCopy(text: string) {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Not over https, or the browser keeps the clipboard to itself: then by hand.
      return void toast.error(t('copyByHand', { text }))
    }
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return { copied, copy }
}

export function CopyButton({
  text,
  label,
  className,
}: {
  readonly text: string
  /** What is copied: "Copiar NSU". */
  readonly label: string
  readonly className?: string
}) {
  const t = useTranslations('ui')
  const { copied, copy } = useCopy(text)
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={copied ? t('copied') : label}
      className={cn(
        'relative inline-grid size-9 shrink-0 place-items-center rounded-sm text-muted-foreground hover:bg-muted hover:text-foreground md:size-7',
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-4', copied && 'text-paid')} />
      <span className="sr-only" aria-live="polite">
        {copied ? t('copied') : ''}
      </span>
    </button>
  )
}

/** The huge one, for the address that a person came to copy. */
export function CopyWideButton({
  text,
  children,
  primary = false,
}: {
  readonly text: string
  readonly children: ReactNode
  readonly primary?: boolean
}) {
  const t = useTranslations('ui')
  const { copied, copy } = useCopy(text)
  const Icon = copied ? Check : Copy
  return (
    <Button size="xl" variant={primary ? 'primary' : 'outline'} className="w-full" onClick={copy}>
      <Icon aria-hidden />
      <span aria-live="polite">{copied ? t('copied') : children}</span>
    </Button>
  )
}
