// components/checkout/bump-fields.tsx
'use client'

import type { ReactNode } from 'react'
import { formatReais } from '@/lib/kernel/money'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = { readonly order: Order; readonly pictures: Readonly<Record<string, ReactNode>> }

/** Never ticked for the buyer; the price stands beside the name, not behind the tick. */
export function BumpFields({ order, pictures }: Props) {
  const t = useWords('checkout.bump')
  const { offered } = order
  if (offered.length === 0) return null
  return (
    <section className="stack bumps" aria-label={t('section')}>
      {offered.map(({ id, title, text, price }) => (
        <label key={id} className={pictures[id] ? 'bump' : 'bump plain'}>
          <input
            type="checkbox"
            checked={order.ticked.includes(id)}
            aria-describedby={text === '' ? undefined : `bump-${id}`}
            onChange={({ currentTarget }) => order.tick(id, currentTarget.checked)}
          />
          {pictures[id]}
          <span className="t">
            <span className="line">{t('line', { title })}</span>
            <span className="num add">{t('add', { price: formatReais(price) })}</span>
            {text !== '' && (
              <span className="d" id={`bump-${id}`}>
                {text}
              </span>
            )}
          </span>
        </label>
      ))}
    </section>
  )
}
