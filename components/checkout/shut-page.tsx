// components/checkout/shut-page.tsx
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LeadKind } from '@/db/schema/leads'
import type { Language } from '@/db/schema/offers'
import { formatReais } from '@/lib/kernel/money'
import type { OfferPageView } from '@/lib/offers/views'
import { Countdown } from './countdown'
import { CalendarIcon, DoneIcon } from './icons'
import { LeadForm } from './lead-form'
import { useUnits } from './page-hero'
import { Picture } from './picture'

type Props = { readonly page: OfferPageView; readonly language: Language }

/** One action is left: an e-mail. */
function Quiet({ page, children }: { readonly page: OfferPageView; readonly children: ReactNode }) {
  const [cover] = page.gallery
  return (
    <main className={cover === undefined ? 'wrap quietpage plain' : 'wrap quietpage'}>
      {cover !== undefined && (
        <div className="picture">
          <Picture image={cover} sizes="(min-width: 900px) 560px, 100vw" first />
        </div>
      )}
      <div className="copy">{children}</div>
    </main>
  )
}

type Waiting = Props & { readonly kind: LeadKind; readonly place: string }

function Wait({ page, language, kind, place }: Waiting) {
  const { code, seller, title } = page
  return (
    <LeadForm
      {...{ code, kind, place, language, brand: seller.brand, product: title }}
      words={page.leadForm}
    />
  )
}

const HOUR = {
  'pt-BR': { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  en: { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
} as const satisfies Readonly<Record<Language, Intl.DateTimeFormatOptions>>

/** `09:00` is said `9h`, `06:54` is `6h54`; English keeps its own way. */
const hourIn = (language: Language, time: string) =>
  language === 'en' ? time : time.replace(/^0/, '').replace(':', 'h').replace(/h00$/, 'h')

export function BeforePage({ page, language }: Props) {
  const t = useTranslations('checkout.shut')
  const clock = useTranslations('checkout.clock')
  const format = useFormatter()
  const units = useUnits()
  const { startsAt, beforeText } = page.window
  if (startsAt === null) return null
  const at = new Date(startsAt)
  return (
    <Quiet page={page}>
      <div className="stack tight">
        <h1>
          {t('beforeTitle', {
            day: format.dateTime(at, { weekday: 'long' }).replace('-', '\u2011'),
            hour: hourIn(language, format.dateTime(at, HOUR[language])),
          })}
        </h1>
        <p className="muted">
          {t('beforeText', { date: format.dateTime(at, { dateStyle: 'long' }) })}{' '}
          {t('price', { title: page.title, price: formatReais(page.terms.price) })}
        </p>
        <Told text={beforeText} />
      </div>
      {page.window.showsCountdown && (
        <Countdown until={startsAt} units={units} label={clock('toStart')} />
      )}
      <div className="stack lined">
        <Wait page={page} language={language} kind="waitlist_before" place="before" />
        <a className="link" href={`/o/${page.code}/calendar`} rel="nofollow">
          <CalendarIcon />
          {t('calendar')}
        </a>
      </div>
    </Quiet>
  )
}

export function OverPage({ page, language }: Props) {
  const t = useTranslations('checkout.shut')
  const format = useFormatter()
  const { endsAt, afterText } = page.window
  if (endsAt === null) return null
  return (
    <Quiet page={page}>
      <div className="stack tight">
        <h1>
          {t('overTitle', {
            date: format.dateTime(new Date(endsAt), { day: 'numeric', month: 'long' }),
          })}
        </h1>
        <Told text={afterText || t('overText')} />
      </div>
      <Wait page={page} language={language} kind="waitlist_before" place="over" />
      <JustPaid page={page} />
    </Quiet>
  )
}

export function SoldOutPage({ page, language }: Props) {
  const t = useTranslations('checkout.shut')
  const { places } = page
  if (places === null) return null
  return (
    <Quiet page={page}>
      <div className="stack tight">
        <h1>
          {places.left === null ? t('soldOutTitle') : t('soldOutCount', { count: places.total })}
        </h1>
        <Told text={places.soldOutText || t('soldOutText')} />
      </div>
      <Wait page={page} language={language} kind="waitlist_sold_out" place="soldout" />
      <JustPaid page={page} />
    </Quiet>
  )
}

/** The producer's own words, with the lines they wrote. */
const Told = ({ text }: { readonly text: string }) =>
  text === '' ? null : <p className="muted told">{text}</p>

function JustPaid({ page: { supportEmail } }: Pick<Props, 'page'>) {
  const t = useTranslations('checkout.shut')
  return (
    <div className="notice paid">
      <DoneIcon />
      <div>
        <h2>{t('justPaidTitle')}</h2>
        <p className="small">
          {t('justPaidText')}{' '}
          {supportEmail !== null && <a href={`mailto:${supportEmail}`}>{t('talk')}</a>}
        </p>
      </div>
    </div>
  )
}
