// components/sales/sale-does.tsx
import { useTranslations } from 'next-intl'
import { useCardWords } from '@/components/checkout/card-words'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Does, DoesList } from '@/components/ui/does'
import { formatReais } from '@/lib/kernel/money'
import type { SaleDetail } from '@/lib/sales/sale-detail'
import type { DeliveryView } from '@/lib/webhooks/views'
import { PlainAction, SaleAction } from './sale-action'

type Done = { readonly ok: boolean; readonly message: string }
export type SaleVerbs = {
  readonly capture: (amount: string | null) => Promise<Done>
  readonly cancel: (amount: string | null) => Promise<Done>
  readonly refund: (amount: string | null) => Promise<Done>
  readonly resend: () => Promise<Done>
}

type Props = {
  readonly sale: SaleDetail
  /** The one that a resend repeats. */
  readonly lastBell: DeliveryView | null
  readonly verbs: SaleVerbs
}

/** What may be done to a sale now, each with what it will do. Null when there is nothing. */
export function SaleDoes({ sale, lastBell, verbs }: Props) {
  const t = useTranslations('sales.detail.does')
  const cardWords = useCardWords()
  const { can } = sale
  if (!can.cancel && can.refund === null && lastBell === null) return null
  const about = (amount: number) => ({
    amount: formatReais(amount as typeof sale.amount),
    card: sale.cardHint === null ? '' : cardWords(sale.cardHint),
    name: sale.buyer.name.split(' ')[0] ?? '',
    acquirer: sale.attempts.at(-1)?.acquirer ?? '',
  })
  return (
    <Card>
      <CardHeader className="pb-4">
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <DoesList>
        {can.capture !== null && (
          <Does
            title={t('capture.title')}
            action={
              <SaleAction
                title={t('capture.confirm', about(can.capture))}
                text={t('capture.text', about(can.capture))}
                button={t('capture.button')}
                variant="primary"
                run={verbs.capture}
              />
            }
          >
            {t('capture.text', about(can.capture))}
          </Does>
        )}
        {can.cancel && (
          <Does
            title={t('cancel.title')}
            action={
              <SaleAction
                title={t('cancel.confirm')}
                text={t('cancel.text', about(sale.amount))}
                button={t('cancel.button')}
                variant="danger"
                run={verbs.cancel}
              />
            }
          >
            {t('cancel.text', about(sale.amount))}
          </Does>
        )}
        {can.refund !== null && (
          <Does
            title={t('refund.title')}
            action={
              <SaleAction
                title={t('refund.confirm')}
                text={t('refund.confirmText')}
                button={t('refund.button')}
                variant="danger"
                upTo={can.refund}
                run={verbs.refund}
              />
            }
          >
            {t('refund.text', about(can.refund))}
          </Does>
        )}
        {lastBell !== null && (
          <Does
            title={t('bell.title')}
            action={<PlainAction button={t('bell.button')} run={verbs.resend} />}
          >
            {t('bell.text')}
          </Does>
        )}
      </DoesList>
    </Card>
  )
}
