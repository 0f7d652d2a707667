// components/notifications/rule-versions.tsx
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { VersionView } from '@/lib/notifications/rule-history'
import { diffLines } from './diff-lines'

type Props = {
  readonly versions: readonly VersionView[]
  readonly current: number
  readonly restore: (words: {
    text: string
    fallback: string | null
    subject: string | null
  }) => void
}

const LOOK = {
  same: 'text-muted-foreground',
  gone: 'bg-[color-mix(in_oklab,var(--refused)_10%,var(--card))] before:content-["−_"]',
  new: 'bg-[color-mix(in_oklab,var(--paid)_12%,var(--card))] before:content-["+_"]',
} as const

/** Every text the step had: who wrote it, what changed, and a way back. */
export function RuleVersions({ versions, current, restore }: Props) {
  const t = useTranslations('notifications.editor.versions')
  const format = useFormatter()
  const [open, show] = useState<number | null>(null)
  return (
    <Card>
      <CardContent className="grid gap-3">
        <h2 className="text-sm font-semibold">{t('title')}</h2>
        <ul className="grid gap-2">
          {versions.map((one, at) => {
            const before = versions[at + 1]
            return (
              <li key={one.version} className="grid gap-2 border-t pt-2 first:border-0 first:pt-0">
                <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
                  <p>
                    <span className="font-medium">{t('number', { n: one.version })}</span>
                    {one.version === current && ` · ${t('current')}`}
                    <span className="block text-xs text-muted-foreground">
                      {one.writtenBy ?? t('default')} ·{' '}
                      {format.dateTime(one.writtenAt, { dateStyle: 'short', timeStyle: 'short' })}
                    </span>
                  </p>
                  <span className="flex gap-2">
                    {before !== undefined && (
                      <Button
                        size="sm"
                        aria-expanded={open === one.version}
                        onClick={() => show(open === one.version ? null : one.version)}
                      >
                        {t('diff')}
                      </Button>
                    )}
                    {one.version !== current && (
                      <Button size="sm" onClick={() => restore(one)}>
                        {t('restore')}
                      </Button>
                    )}
                  </span>
                </div>
                {open === one.version && before !== undefined && (
                  <pre className="overflow-x-auto rounded-md border p-2 font-mono text-xs whitespace-pre-wrap">
                    {diffLines(before.text, one.text).map(({ mark, text }, line) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
                      <span key={line} className={cn('block', LOOK[mark])}>
                        {text || ' '}
                      </span>
                    ))}
                  </pre>
                )}
              </li>
            )
          })}
        </ul>
        <p className="text-xs text-muted-foreground">{t('hint')}</p>
      </CardContent>
    </Card>
  )
}
