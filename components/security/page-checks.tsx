// components/security/page-checks.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { Status } from '@/components/ui/status'
import type { PageCheckView } from '@/lib/security/views'

type Props = { readonly checks: readonly PageCheckView[]; readonly action: ReactNode }

/** Each published page, when it was last looked at as a buyer gets it, and what differed. */
export function PageChecks({ checks, action }: Props) {
  const t = useTranslations('settings.security')
  return (
    <Card>
      <CardHeader className="flex-wrap items-start pb-3">
        <div className="min-w-0">
          <CardTitle>{t('checks')}</CardTitle>
          <CardDescription className="mt-0.5 max-w-[60ch]">{t('checksLead')}</CardDescription>
        </div>
        {checks.length > 0 && action}
      </CardHeader>
      {checks.length === 0 && <EmptyState title={t('noPages')}>{t('noPagesBody')}</EmptyState>}
      <Rows className="border-t empty:hidden">
        {checks.map((check) => (
          <PageRow key={check.id} check={check} />
        ))}
      </Rows>
    </Card>
  )
}

function PageRow({ check }: { readonly check: PageCheckView }) {
  const t = useTranslations('settings.security')
  const { code, title, checkedAt, goodAt, inline, files, differences } = check
  const isGood = differences?.length === 0
  return (
    <Row className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
          {title} <Mono className="whitespace-nowrap text-muted-foreground">/o/{code}</Mono>
        </span>
        {checkedAt === null ? (
          <Status tone="neutral">{t('never')}</Status>
        ) : (
          <Status tone={isGood ? 'paid' : 'refused'}>
            {t(isGood ? 'asReleased' : 'differs', { count: differences?.length ?? 0 })}
          </Status>
        )}
      </div>
      {checkedAt !== null && (
        <p className="num text-xs text-muted-foreground">
          {t.rich('seen', {
            inline: inline ?? 0,
            files: files ?? 0,
            time: () => <RelativeTime at={checkedAt} />,
          })}
          {!isGood && goodAt !== null && (
            <> {t.rich('lastGood', { time: () => <RelativeTime at={goodAt} /> })}</>
          )}
        </p>
      )}
      {differences !== null && differences.length > 0 && (
        <ul className="grid gap-1.5">
          {differences.map((each) => (
            <li key={`${each.code} ${each.detail}`} className="text-sm">
              {sentenceOf(each.code)}{' '}
              <Mono className="[overflow-wrap:anywhere] text-muted-foreground">{each.detail}</Mono>
            </li>
          ))}
        </ul>
      )}
    </Row>
  )

  /** A difference that a newer version names is told by its own word. */
  function sentenceOf(name: string) {
    const key = `difference.${name}` as 'difference.header'
    return t.has(key) ? t(key) : name
  }
}
