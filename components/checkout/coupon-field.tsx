// components/checkout/coupon-field.tsx
'use client'

import { useEffect, useRef, useState } from 'react'
import { formatReais } from '@/lib/kernel/money'
import type { CouponRefusal } from './coupon-api'
import { dayOf } from './dates'
import { SmallAlertIcon, TagIcon } from './icons'
import type { Order } from './use-order'
import { useLanguage, useWords } from './words'

/** Behind a link: an open box for a coupon sends people away to hunt for one. */
export function CouponField({ order }: { readonly order: Order }) {
  const t = useWords('checkout.coupon')
  const sayNo = useRefusal()
  const [asked, setAsked] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { taken, refusal, busy, apply, drop } = order.coupon
  // One that came with the link and was refused says so; it does not take the focus from anybody.
  const open = asked || taken !== null || refusal !== null
  useEffect(() => {
    if (asked) input.current?.focus()
  }, [asked])
  const send = () => void apply(input.current?.value ?? '')
  return (
    <div className="coupon">
      {taken === null && (
        <button
          className="link"
          type="button"
          aria-expanded={open}
          aria-controls="coupon-box"
          onClick={() => {
            setAsked(!open)
            if (open) drop(null)
          }}
        >
          <TagIcon />
          {t('ask')}
        </button>
      )}
      <div className="field" id="coupon-box" hidden={!open}>
        <label htmlFor="coupon" className={taken ? 'sr' : undefined}>
          {t('label')}
        </label>
        {taken === null ? (
          <div className="row">
            <input
              ref={input}
              className="input"
              id="coupon"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              aria-invalid={refusal ? true : undefined}
              aria-describedby="coupon-error"
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // Enter is for the coupon, not for the payment around it.
                event.preventDefault()
                send()
              }}
            />
            <button className="btn quiet" type="button" aria-disabled={busy} onClick={send}>
              {t(busy ? 'checking' : 'apply')}
            </button>
          </div>
        ) : (
          <div className="taken">
            <span className="mono" id="coupon">
              {taken.code}
            </span>
            <button className="link" type="button" onClick={() => drop(null)}>
              {t('remove')}
            </button>
          </div>
        )}
        <p className="error" id="coupon-error" hidden={refusal === null}>
          {refusal !== null && (
            <>
              <SmallAlertIcon />
              <span>{sayNo(refusal)}</span>
            </>
          )}
        </p>
      </div>
      <p className={taken && open ? 'hint' : 'sr'} role="status">
        {taken !== null && <Said order={order} />}
      </p>
    </div>
  )
}

/** `Cupom aplicado: 10% de desconto.` */
function Said({ order: { coupon, offer } }: { readonly order: Order }) {
  const t = useWords('checkout.coupon')
  const sayNo = useRefusal()
  const { taken } = coupon
  if (taken === null) return null
  if (!coupon.counts) return sayNo({ why: 'onlyWith', methods: taken.methods ?? [] })
  const percent = String(taken.value / PERCENT).replace('.', ',')
  const off = taken.kind === 'percent' ? `${percent}%` : formatReais(taken.value as never)
  return t(offer.plan !== null && !taken.everyCharge ? 'okFirst' : 'ok', { off })
}

/** Basis points of one per cent. */
const PERCENT = 100

function useRefusal() {
  const t = useWords('checkout.coupon')
  const ways = useWords('checkout.method')
  const language = useLanguage()
  return ({ why, at, seconds = 0, methods = [] }: CouponRefusal) =>
    t(why, {
      date: at === undefined ? '' : dayOf(at, language),
      seconds,
      methods: methods.map((each) => ways(each)).join(', '),
    })
}
