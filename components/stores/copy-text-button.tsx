// components/stores/copy-text-button.tsx
'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'

const SAID_MS = 2_000

/** A button with words that puts a text on the clipboard: an address, or a request ready to send. */
export function CopyTextButton({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactNode
}) {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), SAID_MS)
  }
  const Icon = copied ? Check : Copy
  return (
    <Button onClick={copy}>
      <Icon aria-hidden className={copied ? 'text-paid' : undefined} />
      <span aria-live="polite">{copied ? t('copied') : children}</span>
    </Button>
  )
}
