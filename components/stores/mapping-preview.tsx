// components/stores/mapping-preview.tsx
'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { phoneWords } from '@/components/notifications/phone-words'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { MappingPreview as Preview } from '@/lib/postbacks/mapping-sample'

/** What the body that is shown would become, as messages and reports would see it. */
export function MappingPreview({ preview }: { readonly preview: Preview | null }) {
  const t = useTranslations('stores.mapping.preview')
  if (preview === null) return <p className="text-muted-foreground">{t('waiting')}</p>
  if (preview.kind === 'gone') return <p className="text-muted-foreground">{t('gone')}</p>
  if (preview.kind === 'no_order') {
    return (
      <p className="flex items-start gap-2">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
        {t('noOrder')}
      </p>
    )
  }
  return <Read purchase={preview.purchase} />
}

function Read({ purchase }: { readonly purchase: Extract<Preview, { kind: 'read' }>['purchase'] }) {
  const t = useTranslations('stores.mapping.preview')
  const events = useTranslations('events')
  const methods = useTranslations('stores.postback.method')
  const issues = useTranslations('stores.postback.issue')
  const warnings = useTranslations('stores.postback.warning')
  const { customer, pix, boleto, tracking } = purchase
  const known = purchase.event !== 'unknown'
  const issue = customer.phoneIssue
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        {known ? (
          <CircleCheck aria-hidden className="size-4 text-paid" />
        ) : (
          <CircleAlert aria-hidden className="size-4 text-waiting" />
        )}
        {known ? events(purchase.event) : t('unknown', { word: purchase.rawEvent || '–' })}
        {purchase.test && <span className="text-muted-foreground">{t('test')}</span>}
      </p>
      <dl className="mt-2 grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        <Row label={t('order')}>
          <span className="font-mono text-xs">{purchase.orderKey}</span>
        </Row>
        <Row label={t('buyer')}>{customer.name}</Row>
        <Row label={t('phone')}>
          {customer.phone === null ? '–' : phoneWords(customer.phone)}
          {issue !== null && (
            <span className="block text-xs text-muted-foreground">{issues(issue)}</span>
          )}
        </Row>
        <Row label={t('email')}>{customer.email}</Row>
        <Row label={t('product')}>{purchase.product || null}</Row>
        <Row label={t('amount')}>
          {purchase.amount === null ? null : formatReais(purchase.amount)}
        </Row>
        <Row label={t('method')}>
          {purchase.paymentMethod === null ? null : methods(purchase.paymentMethod)}
        </Row>
        <Row label={t('when')}>
          {purchase.occurredAt && <RelativeTime at={purchase.occurredAt} />}
        </Row>
        <Row label={t('pix')}>{pix?.expiresAt && <RelativeTime at={pix.expiresAt} />}</Row>
        <Row label={t('boleto')}>
          {boleto?.dueAt && <RelativeTime at={boleto.dueAt} show="date" />}
        </Row>
        <Row label={t('origin')}>{Object.values(tracking).join(', ') || null}</Row>
      </dl>
      {purchase.warnings.map((warning) => (
        <p key={warning} className="mt-2 flex items-start gap-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
          {warnings.has(warning as 'status_conflict')
            ? warnings(warning as 'status_conflict')
            : warning}
        </p>
      ))}
    </>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 break-words">{children ?? '–'}</dd>
    </>
  )
}
