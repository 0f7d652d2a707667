// components/checkout/buyer-fields.tsx
'use client'

import { useState } from 'react'
import { documentMask, phoneMask } from './masks'
import { TextField } from './text-field'
import type { Fields } from './use-fields'
import { useWords } from './words'

/** Who buys. The name fills the card's, in capitals, so that there is one thing less to type. */
export function BuyerFields({ form }: { readonly form: Fields }) {
  const t = useWords('checkout.fields')
  const [suggestion, setSuggestion] = useState<string | null>(null)
  const [letters, setLetters] = useState(false)
  /** A nicety: its code comes when it may be of use, and nothing waits for it. */
  const suggest = (email: string) =>
    void import('./likely-email')
      .then(({ likelyEmail }) => setSuggestion(likelyEmail(email)))
      .catch(() => setSuggestion(null))
  const takeSuggestion = () => {
    if (suggestion === null) return
    form.write('email', suggestion)
    form.judge('email')
    setSuggestion(null)
  }
  const nameOnCard = (name: string) => {
    if (form.now().holder !== '' || name.trim() === '') return
    form.write('holder', name.trim().toUpperCase().slice(0, 60))
    if (form.errors.holder) form.judge('holder')
  }
  return (
    <div className="stack">
      <TextField
        form={form}
        name="name"
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        maxLength={120}
        onLeave={nameOnCard}
      />
      <TextField
        form={form}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        hint={t('email.hint')}
        onLeave={suggest}
      >
        <p className="typo" role="status" hidden={suggestion === null}>
          {suggestion !== null && (
            <>
              {t('email.typo')}{' '}
              <button
                className="link"
                type="button"
                onClick={takeSuggestion}
              >{`${suggestion}?`}</button>
            </>
          )}
        </p>
      </TextField>
      <div className="pair">
        <TextField
          form={form}
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          placeholder={t('phone.placeholder')}
          mask={phoneMask}
        />
        <TextField
          form={form}
          name="document"
          inputMode={letters ? 'text' : 'numeric'}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          hint={t('document.hint')}
          mask={letters ? undefined : documentMask}
        >
          {!letters && (
            <button
              className="link"
              type="button"
              onClick={() => {
                setLetters(true)
                form.focus('document')
              }}
            >
              {t('document.letters')}
            </button>
          )}
        </TextField>
      </div>
      <p className="hint">{t('kept')}</p>
    </div>
  )
}
