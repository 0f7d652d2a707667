// components/checkout/upsell-outcome.tsx
'use client'

import { useEffect, useRef } from 'react'
import { formatReais } from '@/lib/kernel/money'
import type { AcceptedUpsell, UpsellView } from '@/lib/sales/upsell-view'
import { DoneIcon } from './icons'
import { PixPanel } from './pix-panel'
import { useLive } from './use-live'
import { useLanguage, useWords } from './words'

type Said = Exclude<UpsellView, { state: 'offered' }>

type Props = {
  readonly view: Said
  /** What was bought before, and stays so. */
  readonly product: string
  readonly seller: string
  readonly minutes: number
  /** It came while the buyer looks: a reader is told where it stands. */
  readonly isNew: boolean
  readonly onNews: () => void
}

/** What became of the answer, also when the receipt is opened again. */
export function UpsellOutcome(props: Props) {
  const { view, isNew } = props
  const box = useRef<HTMLDivElement>(null)
  const { state } = view
  useEffect(() => {
    if (isNew && state !== 'declined') box.current?.focus({ preventScroll: true })
  }, [isNew, state])
  return (
    <div className="outcome" ref={box} tabIndex={-1} role="status">
      {'title' in view ? <Accepted {...props} view={view} /> : <Plain {...props} />}
    </div>
  )
}

function Plain({ view }: Props) {
  const t = useWords('checkout.upsell')
  return (
    <p id="upsell-title" className="small muted">
      {t(`said.${view.state}`)}
    </p>
  )
}

function Accepted({ view, ...props }: Props & { readonly view: AcceptedUpsell }) {
  const t = useWords('checkout.upsell')
  const { state, title, voucher } = view
  const amount = formatReais(view.amount)
  const lost = useLive(
    {
      code: view.code,
      checkoutId: view.checkoutId,
      active: state === 'pending' || state === 'waiting_pix',
    },
    (answer) => {
      const still =
        answer.kind === 'pending' ||
        (answer.kind === 'issued' && answer.voucher.state === 'waiting')
      if (!still || (state === 'pending' && answer.kind === 'issued')) props.onNews()
    },
  )
  return (
    <>
      <div className="what">
        <h2 id="upsell-title">
          {state === 'approved' && <DoneIcon />} {t(`said.${state}Title`, { title })}
        </h2>
        <p className="small muted">
          {t(`said.${state}`, { amount, product: props.product, number: view.number })}
        </p>
      </div>
      {state === 'waiting_pix' && voucher?.kind === 'pix' && (
        <PixPanel
          pix={voucher}
          amount={view.amount}
          seller={props.seller}
          minutes={props.minutes}
          lost={lost}
          again={null}
        />
      )}
      <After view={view} />
    </>
  )
}

function After({ view }: { readonly view: AcceptedUpsell }) {
  const t = useWords('checkout.upsell')
  const language = useLanguage()
  const { state, accessUrl, code, checkoutId } = view
  if (state !== 'approved') return null
  const receipt = `/o/${code}/done?c=${checkoutId}&lang=${language}`
  return (
    <div className="actions">
      {accessUrl !== null && (
        <a className="btn" href={accessUrl}>
          {t('enter')}
        </a>
      )}
      <a className="btn quiet" href={receipt}>
        {t('receipt')}
      </a>
    </div>
  )
}
