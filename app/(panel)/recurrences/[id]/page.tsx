// app/(panel)/recurrences/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { TypedConfirm } from '@/components/instances/typed-confirm'
import { ChargeTable } from '@/components/recurrences/charge-table'
import { RecurrenceFacts } from '@/components/recurrences/recurrence-facts'
import { Day, RecurrenceStatus } from '@/components/recurrences/recurrence-words'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Id } from '@/lib/kernel/ids'
import { formatReais } from '@/lib/kernel/money'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { findRecurrence, type RecurrenceDetail } from '@/lib/recurrences/views'
import { cancelRecurrenceAction } from '../actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recurrences'))('title') }
}

export default async function RecurrencePage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/recurrences/${id}`)
  const [found, t] = await Promise.all([
    findRecurrence(ctx, id as Id<'recurrence'>),
    getTranslations('recurrences'),
  ])
  if (found === null) notFound()
  const open = found.status === 'active' || found.status === 'past_due'
  return (
    <>
      <PageHeader
        title={found.buyer}
        description={<RecurrenceStatus recurrence={found} chip />}
        back={{ href: '/recurrences', label: t('title') }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_344px] lg:gap-6">
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <Next found={found} />
          <Card aria-label={t('history')}>
            <h2 className="p-4 pb-3 lg:p-5 lg:pb-4">{t('history')}</h2>
            {found.history.length === 0 ? (
              <EmptyState title={t('noCharges.title')}>{t('noCharges.body')}</EmptyState>
            ) : (
              <ChargeTable charges={found.history} />
            )}
          </Card>
          {open && may(ctx.actor.role, 'work') && (
            <Card className="grid gap-3 p-4 lg:p-5">
              <h2>{t('cancel.title')}</h2>
              <p className="text-muted-foreground">{t('cancel.body')}</p>
              <div>
                <TypedConfirm
                  verb={t('cancel.verb')}
                  body={t('cancel.sure', { product: found.product })}
                  done={t('cancel.done')}
                  name={found.buyer}
                  to={`/recurrences/${found.id}`}
                  action={cancelRecurrenceAction.bind(null, found.id)}
                />
              </div>
            </Card>
          )}
        </div>
        <aside aria-label={t('facts.label')} className="grid min-w-0 gap-5 lg:gap-6">
          <RecurrenceFacts recurrence={found} />
          <Team found={found} />
        </aside>
      </div>
    </>
  )
}

async function Next({ found }: { readonly found: RecurrenceDetail }) {
  const t = await getTranslations('recurrences')
  const { status, nextChargeOn, chargesPaid, firstAmount, amount } = found
  if (status !== 'active' || nextChargeOn === null) {
    return (
      <Card className="p-4 lg:p-5">
        <p>{t(`now.${status === 'active' ? 'ended' : status}`)}</p>
      </Card>
    )
  }
  return (
    <Card className="grid gap-1 p-4 lg:p-5">
      <p className="text-muted-foreground">{t('next')}</p>
      <p className="text-[28px]/9 font-semibold tracking-tight tabular-nums">
        {formatReais(chargesPaid === 0 ? firstAmount : amount)}
      </p>
      <p>{t.rich('nextOn', { card: found.cardHint, day: () => <Day day={nextChargeOn} /> })}</p>
    </Card>
  )
}

async function Team({ found }: { readonly found: RecurrenceDetail }) {
  const t = await getTranslations('recurrences')
  const audit = await getTranslations('audit.action')
  if (found.deeds.length === 0) return null
  return (
    <Card className="p-4 lg:p-5">
      <h3 className="mb-2">{t('team')}</h3>
      <ul className="grid gap-2">
        {found.deeds.map(({ id, action, who, at }) => (
          <li key={id}>
            {who ?? t('program')} · {audit(action as 'recurrence.canceled')}{' '}
            <span className="text-muted-foreground">
              <RelativeTime at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
