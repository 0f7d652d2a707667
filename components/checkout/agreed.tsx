// components/checkout/agreed.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { formatReais } from '@/lib/kernel/money'
import type { AgreedView, SignUpAnswer } from '@/lib/recurrences/sign-up-answer'
import { useCardWords } from './card-words'
import { CheckIcon } from './icons'

type Props = { readonly agreed: AgreedView; readonly supportEmail: string | null }

/** What was agreed, in the words of who pays it: when, how much, to which card, for how long. */
export function Agreed({ agreed, supportEmail }: Props) {
  const t = useTranslations('checkout.recurring')
  const { status, number } = agreed
  return (
    <section className="panel" aria-labelledby="agreed-title">
      <div className="agreed-head">
        <h2 id="agreed-title">{t('title')}</h2>
        <span className="mono muted">{t('number', { number })}</span>
      </div>
      {status === 'active' ? (
        <Charges agreed={agreed} />
      ) : (
        (status === 'past_due' || status === 'canceled' || status === 'ended') && <p>{t(status)}</p>
      )}
      {supportEmail !== null && status !== 'canceled' && (
        <p className="small muted">{t('cancel', { email: supportEmail })}</p>
      )}
    </section>
  )
}

function Charges({ agreed: { next, chargesPaid, plan, amount, cardHint } }: Pick<Props, 'agreed'>) {
  const t = useTranslations('checkout.recurring')
  const sayCard = useCardWords()
  const format = useFormatter()
  if (next === null) return null
  const day = format.dateTime(new Date(`${next.on}T12:00:00Z`), {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })
  return (
    <dl className="rows">
      <div>
        <dt>{t(chargesPaid === 0 ? 'first' : 'next')}</dt>
        <dd>{t('onCard', { amount: formatReais(next.amount), day, card: sayCard(cardHint) })}</dd>
      </div>
      <div>
        <dt>{t('plan')}</dt>
        <dd>
          {t(`each.${plan.every}`, { amount: formatReais(amount) })}
          <br />
          {plan.charges === null ? t('open') : t('count', { count: plan.charges })}
        </dd>
      </div>
    </dl>
  )
}

type SignedUpProps = Pick<Props, 'supportEmail'> & {
  readonly code: string
  readonly answer: SignUpAnswer
}

/** Of a sign-up that charged nothing: no receipt, but a page worth keeping. */
export function SignedUp({ code, answer, supportEmail }: SignedUpProps) {
  const t = useTranslations('checkout.recurring')
  const { status, recurrence, accessUrl } = answer
  if (status !== 'signed_up') {
    return (
      <main className="wrap message">
        <h1>{t(`${status}Title`)}</h1>
        <p className="muted">{t(`${status}Text`)}</p>
        {status === 'refused' && (
          <a className="btn" href={`/o/${code}#pay`}>
            {t('back')}
          </a>
        )}
      </main>
    )
  }
  return (
    <main className="wrap receipt-wrap">
      <div className="left">
        <div className="done-head" role="status">
          <span className="badge paid">
            <CheckIcon /> {t('signedBadge')}
          </span>
          <h1>{t('signedTitle', { name: recurrence.buyerName.split(' ')[0] ?? '' })}</h1>
          {recurrence.chargesPaid === 0 && <p className="muted">{t('nothing')}</p>}
        </div>
        {accessUrl !== null && (
          <section className="panel">
            <a className="btn wide big" href={accessUrl}>
              {t('enter')}
            </a>
          </section>
        )}
        <Agreed agreed={recurrence} supportEmail={supportEmail} />
      </div>
    </main>
  )
}
