// components/accounts/deeds.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import type { Deed } from '@/lib/accounts/views'

type Props = { readonly deeds: readonly Deed[]; readonly older?: string | undefined }

/** Who did what, when: one sentence a deed. */
export function Deeds({ deeds, older }: Props) {
  const t = useTranslations('settings.members')
  const action = useTranslations('audit.action')
  return (
    <Card>
      <CardHeader className="pb-3">
        <CardTitle>{t('history')}</CardTitle>
      </CardHeader>
      {deeds.length === 0 && <EmptyState title={t('nothing')} />}
      <Rows className="border-t">
        {deeds.map((deed) => (
          <Row key={deed.id} className="flex flex-wrap justify-between gap-x-4 py-2.5">
            <span>
              <b className="font-medium">{deed.by ?? t('system')}</b> {sentenceOf(deed)}
              {deed.about !== null && (
                <span className="text-muted-foreground"> · {deed.about}</span>
              )}
            </span>
            <RelativeTime at={deed.createdAt} className="num text-xs/5 text-muted-foreground" />
          </Row>
        ))}
      </Rows>
      {older !== undefined && (
        <CardFooter>
          <Button asChild size="sm" variant="ghost">
            <Link href={older}>{t('older')}</Link>
          </Button>
        </CardFooter>
      )}
    </Card>
  )

  /** A deed of a newer version than these words is told by its own name. */
  function sentenceOf({ action: name, details }: Deed) {
    const key = name as 'acquirers.swapped'
    const { from = '', to = '', reason = '', fromRate = '', toRate = '', number = '' } = details
    return action.has(key) ? action(key, { from, to, reason, fromRate, toRate, number }) : name
  }
}
