// components/checkout/upsell-offer.tsx
'use client'

import { useState } from 'react'
import { formatReais } from '@/lib/kernel/money'
import type { OfferedUpsell, UpsellView } from '@/lib/sales/upsell-view'
import { sayCard } from './card-hint'
import { Picture } from './picture'
import { askUpsell, sendUpsell, type UpsellAnswer } from './upsell-api'
import { UpsellOutcome } from './upsell-outcome'
import { useWords } from './words'

type Props = {
  readonly code: string
  readonly checkoutId: string
  /** What was bought, and stays bought whatever becomes of this. */
  readonly product: string
  readonly seller: string
  readonly minutes: number
  readonly view: UpsellView
}

const newSubmitId = () => crypto.randomUUID().replaceAll('-', '')

/** Below the access: what was bought comes first, and a no is as easy as a yes. */
export function UpsellOffer(props: Props) {
  const { code, checkoutId } = props
  const [view, setView] = useState(props.view)
  const [trouble, setTrouble] = useState<Exclude<UpsellAnswer, { kind: 'told' }> | null>(null)
  const [busy, setBusy] = useState<'yes' | 'no' | null>(null)
  const [submitId] = useState(newSubmitId)

  const hear = (answer: UpsellAnswer) => {
    if (answer.kind === 'told') setView(answer.view)
    setTrouble(answer.kind === 'told' ? null : answer)
  }
  const look = async () => {
    const answer = await askUpsell({ code, checkoutId })
    if (answer.kind === 'told') setView(answer.view)
  }
  const answer = async (offered: OfferedUpsell, accept: boolean) => {
    if (busy !== null) return
    setBusy(accept ? 'yes' : 'no')
    const expected = accept ? { expectedTotal: offered.price } : {}
    const said = await sendUpsell({ code, checkoutId }, { submitId, accept, ...expected })
    hear(said)
    if (said.kind === 'repriced') await look()
    setBusy(null)
  }

  if (view.state === 'gone' && props.view.state === 'gone') return null
  return (
    <section className="panel upsell no-print" aria-labelledby="upsell-title">
      {view.state === 'offered' ? (
        <Offered
          offered={view}
          busy={busy}
          trouble={trouble}
          onAnswer={(accept) => void answer(view, accept)}
        />
      ) : (
        <UpsellOutcome {...props} view={view} isNew={view !== props.view} onNews={look} />
      )}
    </section>
  )
}

type OfferedProps = {
  readonly offered: OfferedUpsell
  readonly busy: 'yes' | 'no' | null
  readonly trouble: Exclude<UpsellAnswer, { kind: 'told' }> | null
  readonly onAnswer: (accept: boolean) => void
}

function Offered({ offered, busy, trouble, onAnswer }: OfferedProps) {
  const t = useWords('checkout.upsell')
  const { title, text, picture, method } = offered
  const price = formatReais(offered.price)
  const working = t(method === 'card' ? 'busyCard' : 'busyPix')
  return (
    <>
      <p className="small muted">{t('lead')}</p>
      <div className={picture === null ? 'row plain' : 'row'}>
        {picture !== null && <Picture image={picture} sizes="88px" alt="" className="thumb" />}
        <div className="what">
          <h2 id="upsell-title">{title}</h2>
          {text !== '' && <p className="small muted">{text}</p>}
          <p className="num strong">{price}</p>
        </div>
      </div>
      <div className="actions">
        <button
          className="btn quiet"
          type="button"
          aria-disabled={busy !== null}
          onClick={() => onAnswer(true)}
        >
          {busy === 'yes' ? working : t(method === 'card' ? 'yes' : 'yesPix', { price })}
        </button>
        <button
          className="btn quiet"
          type="button"
          aria-disabled={busy !== null}
          onClick={() => onAnswer(false)}
        >
          {t('no')}
        </button>
      </div>
      <Small offered={offered} />
      <p className="small trouble" role="alert">
        {trouble !== null &&
          t(trouble.kind, { seconds: trouble.kind === 'too_many' ? trouble.seconds : 0 })}
      </p>
      <p className="sr" role="status">
        {busy === 'yes' && working}
      </p>
    </>
  )
}

/** What the touch does, before it is done. */
function Small({ offered }: { readonly offered: OfferedUpsell }) {
  const t = useWords('checkout.upsell')
  const all = useWords('checkout')
  const { method, card, guaranteeDays: days, sameGuarantee } = offered
  const price = formatReais(offered.price)
  const named = card === null ? t('thisCard') : sayCard(all, card)
  return (
    <p className="tiny muted">
      {method === 'card' ? t('touchCard', { price, card: named }) : t('touchPix', { price })}
      {days > 0 && ` ${t(sameGuarantee ? 'sameGuarantee' : 'guarantee', { days })}`}
    </p>
  )
}
