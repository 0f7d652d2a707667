// components/notifications/rule-preview.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import { Bubble } from '@/components/ui/bubble'
import { Card } from '@/components/ui/card'
import type { Preview, RuleView } from '@/lib/notifications/rule-views'
import type { RuleValues } from './rule-editor'
import { WhatsappText } from './whatsapp-text'

type Props = {
  readonly rule: RuleView
  readonly preview: (values: unknown) => Promise<Preview | null>
  readonly control: Control<RuleValues>
}

const PAUSE_MS = 350

/** What the text says to the last real buyer, and to the one we would know least about. */
export function RulePreview({ rule, preview, control }: Props) {
  const t = useTranslations('notifications.editor')
  const [text, fallback] = useWatch({ control, name: ['text', 'fallback'] })
  const [shown, show] = useState<Preview | null>(null)
  const [, start] = useTransition()
  const { storeId, code } = rule
  useEffect(() => {
    const ask = () => start(async () => show(await preview({ storeId, code, text, fallback })))
    const timer = setTimeout(ask, PAUSE_MS) // A pause in the typing, not every key.
    return () => clearTimeout(timer)
  }, [text, fallback, storeId, code, preview])
  return (
    <Card className="self-start lg:sticky lg:top-20" aria-live="polite">
      <div className="grid gap-4 p-4 lg:p-5">
        <h2>{t('preview')}</h2>
        {shown === null ? (
          <p className="text-muted-foreground">{t('checking')}</p>
        ) : (
          <>
            <Issues issues={shown.issues} />
            <Said title={t('real')} said={shown.real} nothing={t('noReal')} />
            <Said title={t('worst')} said={shown.worst} nothing={t('noReal')} />
          </>
        )}
      </div>
    </Card>
  )
}

function Issues({ issues }: { readonly issues: Preview['issues'] }) {
  const t = useTranslations('notifications.editor.issue')
  if (issues.length === 0) return null
  return (
    <ul role="alert" className="grid gap-1 text-xs font-medium text-refused">
      {issues.map(({ code, detail }) => (
        <li key={`${code}.${detail}`}>{t(code, { detail })}</li>
      ))}
    </ul>
  )
}

type SaidProps = {
  readonly title: string
  readonly said: Preview['real']
  readonly nothing: string
}

function Said({ title, said, nothing }: SaidProps) {
  const t = useTranslations('notifications.editor')
  return (
    <div className="grid gap-1.5">
      <h3 className="text-xs font-medium text-muted-foreground">{title}</h3>
      {said === null ? (
        <p className="text-muted-foreground">{nothing}</p>
      ) : (
        <div className="grid [overflow-wrap:anywhere]">
          <Bubble off={said.body === null} whole>
            {said.body === null ? (
              t('missing', { name: said.missing })
            ) : (
              <WhatsappText text={said.body} />
            )}
          </Bubble>
        </div>
      )}
    </div>
  )
}
