// components/stores/raw-body.tsx
'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { toast } from '@/components/ui/toaster'
import type { ShownBody } from '@/lib/postbacks/shown-body'
import { BodyTree } from './body-tree'

type Revealed =
  | { readonly ok: true; readonly value: ShownBody }
  | { readonly ok: false; readonly message: string }

type Props = {
  readonly body: ShownBody
  /** Null for who may not, and for what was never believed. */
  readonly reveal: (() => Promise<Revealed>) | null
}

/** The body as it came, easier to read. What is hidden stays hidden when it is copied. */
export function RawBody({ body, reveal }: Props) {
  const t = useTranslations('stores.postback')
  const [open, setOpen] = useState<ShownBody | null>(null)
  const [busy, start] = useTransition()
  const shown = open ?? body
  const toggle = () =>
    start(async () => {
      if (open !== null || reveal === null) return setOpen(null)
      const answer = await reveal()
      if (answer.ok) setOpen(answer.value)
      else toast.error(answer.message)
    })
  return (
    <Card>
      <CardHeader className={cn('pb-4', reveal !== null && 'flex-wrap')}>
        <div className="min-w-0">
          <CardTitle className="flex flex-wrap items-center gap-2">
            {t('raw')}
            <Badge variant="outline">{t(`form.${shown.form}`)}</Badge>
          </CardTitle>
          <CardDescription>
            {t(open === null ? 'masked' : 'shown')}{' '}
            <span className="num">{t('bytes', { size: shown.bytes })}</span>
          </CardDescription>
        </div>
        <span className="flex items-center gap-2">
          {reveal !== null && (
            <Button size="sm" busy={busy} onClick={toggle} title={t('looked')}>
              {!busy && (open === null ? <Eye aria-hidden /> : <EyeOff aria-hidden />)}
              {t(open === null ? 'unmask' : 'mask')}
            </Button>
          )}
          <CopyButton text={shown.text} label={t('copy')} />
        </span>
      </CardHeader>
      <section
        aria-label={t('raw')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[560px] overflow-auto border-t p-4 lg:px-5"
      >
        {shown.tree === null ? (
          <pre className="font-mono text-xs/5 break-words whitespace-pre-wrap">{shown.text}</pre>
        ) : (
          <BodyTree key={open === null ? 'masked' : 'open'} tree={shown.tree} />
        )}
        {shown.cut && <p className="mt-3 text-muted-foreground">{t('cut')}</p>}
      </section>
    </Card>
  )
}
