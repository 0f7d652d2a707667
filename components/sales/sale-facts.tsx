// components/sales/sale-facts.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCardWords } from '@/components/checkout/card-words'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { SaleDetail } from '@/lib/sales/sale-detail'
import { SaleItems } from './sale-items'

type Props = { readonly sale: SaleDetail }

/** Who, how, what and by which names: everything a producer may be asked for by telephone. */
export function SaleFacts({ sale }: Props) {
  return (
    <Card>
      <BuyerFacts sale={sale} />
      <SaleItems made={sale.made} />
      <PaymentFacts sale={sale} />
      <OfferFacts sale={sale} />
      <NameFacts sale={sale} />
    </Card>
  )
}

function BuyerFacts({ sale: { buyer } }: Props) {
  const t = useTranslations('sales.detail.facts')
  const copy = (text: string, what: string) => ({ text, label: t('copy', { what }) })
  return (
    <Facts title={t('buyer')}>
      <Fact label={t('name')}>{buyer.name}</Fact>
      <Fact label={t('email')} copy={copy(buyer.email, t('email'))}>
        <Address email={buyer.email} />
      </Fact>
      <Fact label={t('phone')} copy={copy(buyer.phone, t('phone'))}>
        {phoneOf(buyer.phone)}
      </Fact>
      <Fact label={t('document')} copy={copy(buyer.document, t('document'))}>
        {documentHint(buyer.document)}
      </Fact>
    </Facts>
  )
}

function PaymentFacts({ sale }: Props) {
  const t = useTranslations('sales.detail.facts')
  const method = useTranslations('sales.method')
  const cardWords = useCardWords()
  const last = sale.attempts.at(-1)
  const each = formatReais(sale.firstInstallment)
  const isCard = sale.method === 'card'
  return (
    <Facts title={t('payment')}>
      {isCard ? (
        <Fact label={t('card')}>
          {sale.cardHint === null ? t('none') : cardWords(sale.cardHint)}
        </Fact>
      ) : (
        <Fact label={t('method')}>{method(sale.method)}</Fact>
      )}
      {isCard && (
        <Fact label={t('installments')}>
          {sale.installments === 1 ? t('once') : t('inParts', { count: sale.installments, each })}
        </Fact>
      )}
      <Fact label={t('acquirer')}>
        {last === undefined
          ? t('none')
          : last.place === null
            ? last.acquirer
            : t(`place.${last.place}`, { acquirer: last.acquirer })}
      </Fact>
      {isCard && (
        <Fact label={t('capture')}>
          {sale.can.capture !== null && sale.captureBy !== null
            ? t.rich('captureUntil', { when: () => <RelativeTime at={sale.captureBy ?? ''} /> })
            : t(`captureMode.${sale.captureMode}`)}
        </Fact>
      )}
      {sale.paidAt !== null && (
        <Fact label={t('paidAt')}>
          <RelativeTime at={sale.paidAt} />
        </Fact>
      )}
      {last?.eci != null && <Fact label={t('eci')}>{t(`eciWord.${last.eci}`)}</Fact>}
      {sale.environment !== 'production' && (
        <Fact label={t('environment')}>{t(`environments.${sale.environment}`)}</Fact>
      )}
    </Facts>
  )
}

function OfferFacts({ sale }: Props) {
  const t = useTranslations('sales.detail.facts')
  const origin = Object.entries(sale.tracking).map(([name, value]) => `${name}=${value}`)
  return (
    <Facts title={t('offer')}>
      {sale.offer === null ? (
        <Fact label={t('product')}>{sale.product}</Fact>
      ) : (
        <Fact label={t('page')}>
          <Link className="prose-link" href={`/offers/${sale.offer.id}`}>
            {sale.product}
          </Link>
        </Fact>
      )}
      <KinFacts sale={sale} />
      <Fact label={t('affiliate')}>{sale.affiliateCode ?? t('none')}</Fact>
      {sale.linkCode !== null && (
        <Fact label={t('link')}>
          <Link className="prose-link" href={`/sales?link=${encodeURIComponent(sale.linkCode)}`}>
            <Mono>/s/{sale.linkCode}</Mono>
          </Link>
        </Fact>
      )}
      <Fact label={t('origin')}>
        {origin.length === 0 ? t('none') : <Mono>{origin.join(' ')}</Mono>}
      </Fact>
    </Facts>
  )
}

/** What it came from, what came from it, and what charges it again. */
function KinFacts({ sale: { kin } }: Props) {
  const t = useTranslations('sales.detail.facts')
  return (
    <>
      {kin.recurrenceId !== null && (
        <Fact label={t('recurrence')}>
          <Link className="prose-link" href={`/recurrences/${kin.recurrenceId}`}>
            {t('seeRecurrence')}
          </Link>
        </Fact>
      )}
      {kin.parentSaleId !== null && (
        <Fact label={t('parent')}>
          <Link className="prose-link" href={`/sales/${kin.parentSaleId}`}>
            {t('seeParent')}
          </Link>
        </Fact>
      )}
      {kin.children.map(({ id, product }) => (
        <Fact key={id} label={t('children')}>
          <Link className="prose-link" href={`/sales/${id}`}>
            {product}
          </Link>
        </Fact>
      ))}
    </>
  )
}

function NameFacts({ sale }: Props) {
  const t = useTranslations('sales.detail.facts')
  const last = sale.attempts.at(-1)
  const names = [
    [t('sale'), sale.id],
    [t('number'), String(sale.number)],
    [t('reference'), sale.reference],
    [t('tid'), last?.tid],
    [t('nsu'), last?.nsu],
    [t('arp'), last?.arp],
  ] as const
  return (
    <Facts title={t('ids')}>
      {names.map(([label, text]) =>
        text == null || text === '' ? null : (
          <Fact key={label} label={label} copy={{ text, label: t('copy', { what: label }) }}>
            <Mono>{text}</Mono>
          </Fact>
        ),
      )}
    </Facts>
  )
}

/** Breaks at its @ before anything of it is cut off. */
function Address({ email }: { readonly email: string }) {
  const at = email.lastIndexOf('@')
  return (
    <span className="wrap-anywhere">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  )
}

const phoneOf = (phone: string) => phone.replace(/^\+55(\d{2})(\d{4,5})(\d{4})$/, '($1) $2-$3')

/** Enough to tell two buyers apart; the copy button has the whole. A CNPJ is public. */
const documentHint = (document: string) =>
  document.length === 11
    ? `•••.${document.slice(3, 6)}.${document.slice(6, 9)}-••`
    : document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')
