// components/stores/mapping-card.tsx
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { RelativeTime } from '@/components/ui/relative-time'
import { centavos, formatReais } from '@/lib/kernel/money'
import type { FieldOrigin } from '@/lib/postbacks/explain-mapping'

/** The ones whose absence keeps a message from leaving stay on top; the rest is folded when empty. */
const MATTERS = new Set([
  'event',
  'occurredAt',
  'orderKey',
  'name',
  'phone',
  'email',
  'product',
  'amount',
])

/** Field by field: what was understood, and the place in the body that it came from. */
export function MappingCard({ mapping }: { readonly mapping: readonly FieldOrigin[] }) {
  const t = useTranslations('stores.postback')
  const found = mapping.filter(({ field, value }) => value !== null || MATTERS.has(field))
  const empty = mapping.filter((each) => !found.includes(each))
  return (
    <Card aria-label={t('mapping')}>
      <CardHeader className="pb-4">
        <div>
          <CardTitle>{t('mapping')}</CardTitle>
          <CardDescription>{t(found.length === 0 ? 'mappingNone' : 'mappingLead')}</CardDescription>
        </div>
      </CardHeader>
      <ul>
        {found.map((origin) => (
          <Line key={origin.field} origin={origin} />
        ))}
      </ul>
      {empty.length > 0 && (
        <details className="border-t">
          <summary className="cursor-pointer px-4 py-3 font-medium text-muted-foreground lg:px-5">
            {t('emptyFields', { count: empty.length })}
          </summary>
          <ul>
            {empty.map((origin) => (
              <Line key={origin.field} origin={origin} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function Line({ origin }: { readonly origin: FieldOrigin }) {
  const t = useTranslations('stores.postback')
  const { field, value, paths, tried } = origin
  const missing = value === null
  const Icon = missing ? CircleAlert : CircleCheck
  const tone = missing ? (MATTERS.has(field) ? 'waiting' : 'neutral') : 'paid'
  return (
    <li
      data-tone={tone}
      className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 gap-y-1 border-t px-4 py-2.5 md:grid-cols-[16px_150px_minmax(0,1fr)_minmax(0,1.2fr)] lg:px-5"
    >
      <Icon aria-hidden className="mt-0.5 size-4 text-tone" />
      <span className="text-muted-foreground">{t(`field.${field}`)}</span>
      <span className="col-start-2 min-w-0 font-medium [overflow-wrap:anywhere] md:col-start-3">
        {missing ? (
          <span className="font-normal text-muted-foreground">{t('missing')}</span>
        ) : (
          <Value origin={origin} />
        )}
      </span>
      <span className="col-start-2 flex min-w-0 flex-wrap items-baseline gap-1.5 text-xs/5 text-muted-foreground md:col-start-4">
        {!missing && paths.length > 0 && (
          <>
            {t('mappedFrom')}
            {paths.map((path) => (
              <CodeChip key={path} className="break-all">
                {path}
              </CodeChip>
            ))}
          </>
        )}
        {!missing && paths.length === 0 && t('mappedRest')}
        {missing && tried.length === 0 && t('nowhere')}
        {missing &&
          tried.map(({ path, held }) => (
            <span key={path} className="[overflow-wrap:anywhere]">
              {t('lookedAt', { path, held: held ?? t('empty') })}
            </span>
          ))}
      </span>
    </li>
  )
}

const DATES = /At$/

function Value({ origin: { field, value } }: { readonly origin: FieldOrigin }) {
  const t = useTranslations('stores.postback')
  const events = useTranslations('events')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (field === 'event') return events(value as 'unknown')
  if (field === 'amount' && typeof value === 'number') return formatReais(centavos(value))
  if (DATES.test(field) && typeof value === 'string' && value.includes('T')) {
    return <RelativeTime at={value} />
  }
  if (field === 'paymentMethod') return t(`method.${value as 'pix'}`)
  const text = String(value)
  return text.length > 60 || /Key|Code|Url|Line|tracking/.test(field) ? <Mono>{text}</Mono> : text
}
