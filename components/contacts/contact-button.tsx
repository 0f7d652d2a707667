// components/contacts/contact-button.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly address: string
  readonly words: string
  readonly action: (values: unknown) => Promise<FormAnswer>
}

/** Puts somebody on the producer's own list, or takes them off it. */
export function ContactButton({ address, words, action }: Props) {
  const t = useTranslations('contacts')
  const [answer, setAnswer] = useState<FormAnswer>({})
  const [busy, start] = useTransition()
  const issue = answer.fields?.address
  return (
    <span className="relative z-10 inline-grid gap-1 justify-items-end">
      <Button
        size="sm"
        disabled={busy}
        aria-label={t('buttonFor', { words, address })}
        onClick={() => start(async () => setAnswer(await action({ address })))}
      >
        {words}
      </Button>
      {(answer.message ?? issue) !== undefined && (
        <span role="alert" className="text-xs text-refused">
          {answer.message ?? t(`issue.${issue}` as Parameters<typeof t>[0])}
        </span>
      )}
    </span>
  )
}
