// app/(panel)/findings/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { FindingCard } from '@/components/findings/finding-card'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { countOpenFindings, FINDING_LISTS, listFindings } from '@/lib/payments/findings-view'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { lastReconciliation } from '@/lib/sales/reconcile'
import { askAgainAction, resolveAction } from './actions'
import { addressOf, FindingsQuery } from './page-query'

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('findings')
  return { title: t('title') }
}

export default async function FindingsPage({ searchParams }: Props) {
  const ctx = await memberContext('/findings')
  const query = FindingsQuery.parse(await searchParams)
  const [t, format, { rows, next }, waiting, last] = await Promise.all([
    getTranslations('findings'),
    getFormatter(),
    listFindings(ctx, query),
    countOpenFindings(ctx),
    lastReconciliation(ctx),
  ])
  const { list, before } = query
  const mayAct = may(ctx.actor.role, 'work')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={
          <p className="max-w-[64ch]">
            {last === null
              ? t('neverCompared')
              : t('compared', {
                  when: format.dateTime(new Date(last.finishedAt), {
                    day: 'numeric',
                    month: 'short',
                    hour: '2-digit',
                    minute: '2-digit',
                  }),
                  asked: last.asked,
                  differed: last.differed,
                  unanswered: last.unanswered,
                })}
          </p>
        }
      />
      <Filters
        label={t('lists')}
        links={FINDING_LISTS.map((each) => ({
          href: addressOf({ list: each }),
          label: t(`list.${each}`),
          current: each === list,
          ...(each === 'open' && { count: waiting }),
        }))}
      />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={t(`empty.${list}.title`)}
            {...(list === 'open' && {
              action: (
                <Button asChild>
                  <Link href="/sales/to-capture">{t('empty.open.action')}</Link>
                </Button>
              ),
            })}
          >
            {t(`empty.${list}.text`)}
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid gap-4">
          {rows.map((finding) => (
            <li key={finding.id}>
              <FindingCard
                finding={finding}
                verbs={
                  mayAct && finding.resolved === null
                    ? {
                        ask: askAgainAction.bind(null, finding.id),
                        resolve: resolveAction.bind(null, finding.id),
                      }
                    : null
                }
              />
            </li>
          ))}
        </ul>
      )}
      <Pagination
        nextHref={next === null ? null : addressOf({ list, before: next })}
        firstHref={before === undefined ? null : addressOf({ list })}
      />
    </>
  )
}
