// components/recurrences/recurrence-facts.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { RecurrenceDetail } from '@/lib/recurrences/views'
import { Day } from './recurrence-words'

type Props = { readonly recurrence: RecurrenceDetail }

export function RecurrenceFacts({ recurrence }: Props) {
  const t = useTranslations('recurrences.facts')
  const all = useTranslations('recurrences')
  const { buyerIs, offer, product, card, cardHint, charges } = recurrence
  return (
    <Card aria-label={t('label')}>
      <Facts title={t('agreed')}>
        <Fact label={t('amount')}>
          {formatReais(recurrence.amount)} {all(`every.${recurrence.every}`)}
        </Fact>
        {recurrence.firstAmount !== recurrence.amount && (
          <Fact label={t('first')}>{formatReais(recurrence.firstAmount)}</Fact>
        )}
        <Fact label={t('charges')}>
          {all('paidOf', { paid: recurrence.chargesPaid, all: charges ?? 0 })}
        </Fact>
        <Fact label={t('firstOn')}>
          <Day day={recurrence.firstChargeOn} />
        </Fact>
        {recurrence.every !== 'weekly' && (
          <Fact label={t('baseDay')}>{t('dayOfMonth', { day: recurrence.baseDay })}</Fact>
        )}
        {recurrence.couponCode !== null && <Fact label={t('coupon')}>{recurrence.couponCode}</Fact>}
        <Fact label={t('since')}>
          <RelativeTime at={recurrence.createdAt} show="date" />
        </Fact>
      </Facts>
      <Facts title={t('card')}>
        <Fact label={t('which')}>{cardHint}</Fact>
        <Fact label={t('kept')}>{t(`cardIs.${card ?? 'none'}`)}</Fact>
      </Facts>
      <Facts title={t('buyer')}>
        <Fact label={t('name')}>{buyerIs.name}</Fact>
        <Fact label={t('email')}>
          <span className="break-all">{buyerIs.email}</span>
        </Fact>
      </Facts>
      <Facts title={t('offer')}>
        <Fact label={t('page')}>
          <Link className="prose-link" href={`/offers/${offer.id}`}>
            {product}
          </Link>
        </Fact>
        <Fact label={t('number')}>{recurrence.number}</Fact>
      </Facts>
    </Card>
  )
}
