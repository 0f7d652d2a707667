// components/checkout/card-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import { BrandMark, SHOWN_BRANDS } from './brand-mark'
import type { CheckoutOffer } from './checkout-offer'
import { brandTyped, cvvLengthOf } from './field-rules'
import { InstallmentsField } from './installments-field'
import { cardMask, digitsOf, expiryMask } from './masks'
import { type CheckoutForm, TextField } from './text-field'

type Props = {
  readonly form: CheckoutForm
  readonly offer: CheckoutOffer
  /** After a refusal the code is the one thing that must be typed again. */
  readonly codeAgain: boolean
}

export function CardFields({ form, offer, codeAgain }: Props) {
  const t = useTranslations('checkout.fields')
  const number = form.watch('number')
  const brand = brandTyped(number)
  const code = cvvLengthOf(number)
  const label = brand === null ? '' : CARD_BRANDS[brand].label
  const accepted = SHOWN_BRANDS.map((each) => CARD_BRANDS[each].label).join(', ')
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
      <InstallmentsField form={form} offer={offer} />
    </div>
  )
}
