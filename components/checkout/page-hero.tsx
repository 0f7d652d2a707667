// components/checkout/page-hero.tsx
import { useFormatter, useTranslations } from 'next-intl'
import type { Plan } from '@/db/schema/offer-content'
import { formatReais } from '@/lib/kernel/money'
import { quoteOf } from '@/lib/kernel/quote'
import type { OfferPageView } from '@/lib/offers/views'
import type { CheckoutOffer } from './checkout-offer'
import { Countdown } from './countdown'
import { ShieldIcon } from './icons'
import { Picture } from './picture'

type Props = { readonly page: OfferPageView; readonly offer: CheckoutOffer }

/** What it is, what it costs, and the one button. The cover is the page's largest picture: it comes first. */
export function PageHero({ page, offer }: Props) {
  const t = useTranslations('checkout')
  const [cover] = page.gallery
  return (
    <div className={cover === undefined ? 'wrap hero plain' : 'wrap hero'}>
      {cover !== undefined && (
        <div className="picture">
          <Picture image={cover} sizes="(min-width: 900px) 600px, 100vw" first />
        </div>
      )}
      <div className="copy">
        <h1>{page.title}</h1>
        {page.subtitle !== '' && <p className="lead">{page.subtitle}</p>}
        <Price offer={offer} />
        <a className="btn big" href="#pay" data-buy>
          {t('buyNow')}
        </a>
        {page.guaranteeDays > 0 && (
          <p className="promise">
            <ShieldIcon />
            <span>{t('guarantee', { days: page.guaranteeDays })}</span>
          </p>
        )}
        <Scarce page={page} />
      </div>
    </div>
  )
}

function Price({ offer }: Pick<Props, 'offer'>) {
  const [reais = '', cents = '00'] = formatReais(offer.terms.price)
    .replace(/^R\$\s*/, '')
    .split(',')
  return (
    <div className="price">
      <b className="num">
        <small>R$</small>
        {reais}
        {cents !== '00' && <small className="cents">,{cents}</small>}
      </b>
      <span className="small muted num">
        <Ways offer={offer} />
      </span>
      {offer.plan !== null && <Promised plan={offer.plan} />}
    </div>
  )
}

/** A day that depends on today is said by the form, which knows it. */
function Promised({ plan: { trialDays, charges } }: { readonly plan: Plan }) {
  const t = useTranslations('checkout.plan')
  return (
    <span className="small">
      {trialDays > 0 && `${t('trial', { days: trialDays })} `}
      {charges === null ? t('open') : t('times', { count: charges })}
    </span>
  )
}

/** How it is paid, in a line under the price. */
export function Ways({ offer }: Pick<Props, 'offer'>) {
  const t = useTranslations('checkout')
  const { plan, terms } = offer
  if (plan !== null) {
    const per = t(`plan.per.${plan.every}`)
    return plan.charges === null
      ? t('plan.noteOpen', { per })
      : t('plan.noteTimes', { per, count: plan.charges })
  }
  const last = quoteOf({ terms }).choices.at(-1)
  if (last === undefined || last.count === 1) return t('priceOnce')
  const values = { count: last.count, each: formatReais(last.first) }
  if (terms.interestBy === 'issuer') return t('priceUpToIssuer', values)
  return last.interest > 0 ? t('priceUpToInterest', values) : t('priceUpTo', values)
}

/** True or absent: a number that is counted, a date that is kept. */
function Scarce({ page: { places, window } }: Pick<Props, 'page'>) {
  const t = useTranslations('checkout')
  const format = useFormatter()
  const units = useUnits()
  const left = places?.left ?? 0
  const { endsAt, showsCountdown } = window
  if (left === 0 && (endsAt === null || !showsCountdown)) return null
  return (
    <div className="scarce">
      {left > 0 && <p className="small strong num">{t('left', { count: left })}</p>}
      {endsAt !== null && showsCountdown && (
        <>
          <p className="small muted">
            {t('ends', {
              date: format.dateTime(new Date(endsAt), { dateStyle: 'long', timeStyle: 'short' }),
            })}
          </p>
          <Countdown until={endsAt} units={units} label={t('clock.toEnd')} />
        </>
      )}
    </div>
  )
}

export function useUnits(): readonly [string, string, string, string] {
  const t = useTranslations('checkout.clock')
  return [t('days'), t('hours'), t('minutes'), t('seconds')]
}
