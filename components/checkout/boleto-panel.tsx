// components/checkout/boleto-panel.tsx

import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { itfBars } from '@/lib/kernel/itf'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { VoucherView } from '@/lib/sales/checkout-answer'
import { CopyCode } from './copy-code'

type Boleto = Extract<VoucherView, { kind: 'boleto' }>

/** Noon in São Paulo, so that the day stays itself wherever it is formatted. */
export const dayOf = ({ dueOn }: Boleto) => new Date(`${dueOn}T12:00:00-03:00`)

export function BoletoPanel({ boleto, amount }: { boleto: Boleto; amount: Centavos }) {
  const t = useTranslations('checkout.boleto')
  const format = useFormatter()
  const day = format.dateTime(dayOf(boleto), { weekday: 'long', day: 'numeric', month: 'long' })
  const date = day.replace('-', '\u2011') // "quarta-feira" is one word.
  const b = (chunks: ReactNode) => <b className="strong">{chunks}</b>
  return (
    <section className="panel boleto" aria-labelledby="boleto-title">
      <div className="pix-head">
        <h2 id="boleto-title">{t('title', { date })}</h2>
        <p className="amount num">{formatReais(amount)}</p>
      </div>
      <CopyCode
        whole
        code={boleto.digitableLine}
        words={{
          copy: t('copy'),
          copied: t('copied'),
          said: t('said'),
          byHand: t('byHand'),
          label: t('codeLabel'),
        }}
      />
      <Bars digits={boleto.barcode} label={t('bars')} />
      {boleto.pdfUrl !== null && (
        <a className="btn quiet" href={boleto.pdfUrl} target="_blank" rel="noreferrer">
          {t('pdf')}
        </a>
      )}
      <ol className="howto">
        <li>{t('step1')}</li>
        <li>
          <span>{t.rich('step2', { amount: formatReais(amount), date, b })}</span>
        </li>
        <li>{t('step3')}</li>
      </ol>
    </section>
  )
}

/** Drawn on the server, one path; a code that is no boleto's is left to its digits. */
function Bars({ digits, label }: { readonly digits: string; readonly label: string }) {
  if (!/^\d{44}$/.test(digits)) return null
  const { bars, width } = itfBars(digits)
  const path = bars.map(({ at, width: dark }) => `M${at} 0h${dark}v1h-${dark}z`).join('')
  return (
    <div className="bars">
      <svg
        viewBox={`0 0 ${width} 1`}
        preserveAspectRatio="none"
        shapeRendering="crispEdges"
        role="img"
        aria-label={label}
      >
        <path d={path} fill="#111418" />
      </svg>
    </div>
  )
}
