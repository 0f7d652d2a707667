// components/checkout/card-fields.tsx
'use client'

import { BrandMark, SHOWN_BRANDS } from './brand-mark'
import { brandTyped, cvvLengthOf } from './field-rules'
import { InstallmentsField } from './installments-field'
import { cardMask, digitsOf, expiryMask } from './masks'
import { TextField } from './text-field'
import { labelOf } from './typed-brand'
import type { Fields } from './use-fields'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = {
  readonly form: Fields
  readonly order: Order
  /** After a refusal the code is the one thing that must be typed again. */
  readonly codeAgain: boolean
}

export function CardFields({ form, order, codeAgain }: Props) {
  const t = useWords('checkout.fields')
  const { number } = form.values
  const brand = brandTyped(number)
  const code = cvvLengthOf(number)
  const label = brand === null ? '' : labelOf(brand)
  const accepted = SHOWN_BRANDS.map(labelOf).join(', ')
  return (
    <div className="stack">
      <TextField
        form={form}
        name="number"
        inputMode="numeric"
        autoComplete="cc-number"
        spellCheck={false}
        mask={cardMask}
        labelAside={
          <span
            className={brand ? 'brands known' : 'brands'}
            role="img"
            aria-label={t('number.accepted', { brands: accepted })}
          >
            {SHOWN_BRANDS.map((each) => (
              <BrandMark key={each} brand={each} />
            ))}
          </span>
        }
        mark={
          <span className="slot" aria-hidden>
            {brand && <BrandMark brand={brand} label={label} />}
          </span>
        }
      >
        <p className="sr" role="status">
          {brand && t('number.brand', { brand: label })}
        </p>
      </TextField>
      <div className="grid2">
        <TextField
          form={form}
          name="expiry"
          inputMode="numeric"
          autoComplete="cc-exp"
          placeholder={t('expiry.placeholder')}
          mask={expiryMask}
        />
        <TextField
          form={form}
          name="cvv"
          inputMode="numeric"
          autoComplete="cc-csc"
          maxLength={code}
          mask={(digits) => digitsOf(digits).slice(0, code)}
          hint={codeAgain ? t('cvv.again') : t(code === 4 ? 'cvv.hint4' : 'cvv.hint3')}
          hintNeeds={codeAgain}
        />
      </div>
      <TextField
        form={form}
        name="holder"
        autoComplete="cc-name"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
      />
      <InstallmentsField form={form} order={order} />
    </div>
  )
}
