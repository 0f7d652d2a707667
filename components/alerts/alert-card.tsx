// components/alerts/alert-card.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toaster'
import type { AlertView } from '@/lib/alerts/views'
import { ALERT_LOOK, alertHref, useAlertWords } from './alert-words'

type Props = {
  readonly alert: AlertView
  /** Null for who may only look. */
  readonly dismiss: (() => Promise<{ readonly ok: boolean; readonly message: string }>) | null
}

export function AlertCard({ alert, dismiss }: Props) {
  const t = useTranslations('alerts')
  const words = useAlertWords()(alert)
  const [busy, start] = useTransition()
  const { tone, icon: Icon } = ALERT_LOOK[alert.kind]
  const { times, firstAt, lastAt, resolvedAt, resolver } = alert
  const close = () =>
    start(async () => {
      if (dismiss === null) return
      const { ok, message } = await dismiss()
      toast[ok ? 'success' : 'error'](message)
    })
  return (
    <article
      data-tone={resolvedAt === null ? tone : 'neutral'}
      className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 rounded-lg border bg-card p-4 lg:p-5"
    >
      <Icon aria-hidden className="mt-0.5 size-4 text-tone" />
      <div className="min-w-0">
        <h2 className="text-sm tracking-normal [overflow-wrap:anywhere]">{words.title}</h2>
        <p className="mt-0.5 max-w-[64ch] text-muted-foreground [overflow-wrap:anywhere]">
          {words.body}
        </p>
        <p className="tabular-nums mt-1.5 text-xs text-muted-foreground">
          {t('times', { count: times })},{' '}
          {t.rich('last', { time: () => <RelativeTime at={lastAt} /> })}
          {times > 1 && <>, {t.rich('first', { time: () => <RelativeTime at={firstAt} /> })}</>}
          {resolvedAt !== null && (
            <>
              . {t.rich('resolvedAt', { time: () => <RelativeTime at={resolvedAt} /> })}{' '}
              {t(resolver?.startsWith('usr_') ? 'byPerson' : 'bySystem')}
            </>
          )}
        </p>
        {resolvedAt === null && (
          <div className="mt-3 flex flex-wrap gap-2 [&>*]:max-md:h-11">
            <Button asChild>
              <Link href={alertHref(alert)}>{words.action}</Link>
            </Button>
            {dismiss !== null && (
              <Button variant="ghost" busy={busy} onClick={close}>
                {t('dismiss')}
              </Button>
            )}
          </div>
        )}
      </div>
    </article>
  )
}
