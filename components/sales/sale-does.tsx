// components/sales/sale-does.tsx
import { useLocale, useTranslations } from 'next-intl'
import { useCardWords } from '@/components/checkout/card-words'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Does, DoesList } from '@/components/ui/does'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { SaleDetail } from '@/lib/sales/sale-detail'
import type { DeliveryView } from '@/lib/webhooks/views'
import { PlainAction, SaleAction, type Typed } from './sale-action'

type Done = { readonly ok: boolean; readonly message: string }
export type SaleVerbs = {
  readonly capture: (typed: Typed) => Promise<Done>
  readonly cancel: (typed: Typed) => Promise<Done>
  readonly refund: (typed: Typed) => Promise<Done>
  readonly resend: () => Promise<Done>
}

type Props = {
  readonly sale: SaleDetail
  /** The one that a resend repeats. */
  readonly lastBell: DeliveryView | null
  readonly verbs: SaleVerbs
}

/** What may be done to a sale now, each with what it will do. Null when there is nothing to say. */
export function SaleDoes({ sale, lastBell, verbs }: Props) {
  const t = useTranslations('sales.detail.does')
  const refund = sale.may?.refund
  const isPaid = sale.status === 'paid' || sale.status === 'partially_refunded'
  const saysWhyNot = isPaid && refund?.ok === false
  if (!sale.can.cancel && refund?.ok !== true && !saysWhyNot && lastBell === null) return null
  return (
    <Card>
      <CardHeader className="pb-4">
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <DoesList>
        <Held sale={sale} verbs={verbs} />
        <Refund sale={sale} verbs={verbs} whyNot={saysWhyNot} />
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

function useAbout(sale: SaleDetail) {
  const t = useTranslations('sales')
  const cardWords = useCardWords()
  return (amount: Centavos) => ({
    amount: formatReais(amount),
    card: sale.cardHint === null ? t(`method.${sale.method}`) : cardWords(sale.cardHint),
    name: sale.buyer.name.split(' ')[0] ?? '',
    acquirer: sale.attempts.at(-1)?.acquirer ?? '',
  })
}

/** Of an approval that nobody captured yet: take it, or let it go. */
function Held({ sale, verbs }: Pick<Props, 'sale' | 'verbs'>) {
  const t = useTranslations('sales.detail.does')
  const locale = useLocale()
  const about = useAbout(sale)
  const { capture, cancel } = sale.may ?? {}
  return (
    <>
      {capture?.ok === true && (
        <Does
          title={t('capture.title')}
          action={
            <SaleAction
              title={t('capture.confirm')}
              text={
                <>
                  <p>{t('capture.text', about(capture.amount))}</p>
                  <p>{capture.note[locale]}</p>
                </>
              }
              button={t('capture.button')}
              variant="primary"
              typed={{ kind: 'amount', label: t('capture.amount'), upTo: capture.amount }}
              run={verbs.capture}
            />
          }
        >
          {t('capture.text', about(capture.amount))} {capture.note[locale]}
        </Does>
      )}
      {cancel?.ok === true && (
        <Does
          title={t('cancel.title')}
          action={
            <SaleAction
              title={t('cancel.confirm')}
              text={
                <>
                  <p>{t('cancel.text', about(cancel.amount))}</p>
                  <p>{cancel.note[locale]}</p>
                </>
              }
              button={t('cancel.button')}
              variant="danger"
              typed={{ kind: 'word', word: t('cancel.word') }}
              run={verbs.cancel}
            />
          }
        >
          {t('cancel.text', about(cancel.amount))}
        </Does>
      )}
    </>
  )
}

function Refund({
  sale,
  verbs,
  whyNot,
}: Pick<Props, 'sale' | 'verbs'> & { readonly whyNot: boolean }) {
  const t = useTranslations('sales.detail.does')
  const locale = useLocale()
  const about = useAbout(sale)
  const refund = sale.may?.refund
  if (refund === undefined) return null
  if (!refund.ok) {
    return whyNot ? (
      <Does title={t('refund.title')} action={null}>
        {refund.why[locale]}
      </Does>
    ) : null
  }
  return (
    <Does
      title={t('refund.title')}
      action={
        <SaleAction
          title={t('refund.confirm')}
          text={
            <>
              <p>{t('refund.text', about(refund.upTo))}</p>
              <p>{refund.note[locale]}</p>
              <p>{t('refund.final')}</p>
            </>
          }
          button={t('refund.button')}
          variant="danger"
          typed={{ kind: 'amount', label: t('refund.amount'), upTo: refund.upTo }}
          run={verbs.refund}
        />
      }
    >
      {t('refund.text', about(refund.upTo))} {refund.note[locale]}{' '}
      {t.rich('refund.until', { when: () => <RelativeTime at={refund.until} show="date" /> })}
    </Does>
  )
}
