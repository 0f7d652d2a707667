// components/checkout/fix-email.tsx
'use client'

import { type FormEvent, useRef, useState } from 'react'
import { type EmailAnswer, fixEmail } from './email-api'
import { PencilIcon, SmallAlertIcon } from './icons'
import { likelyEmail } from './likely-email'
import { useWords } from './words'

type Props = {
  readonly code: string
  readonly checkoutId: string
  readonly email: string
  /** It was not corrected yet: it can be, once. */
  readonly once: boolean
}

/** The commonest reason for "I paid and nothing came" is put right where it is seen. */
export function FixEmail({ email: first, once, ...names }: Props) {
  const t = useWords('checkout.receipt')
  const [email, setEmail] = useState(first)
  const [state, setState] = useState<'shown' | 'editing' | 'saved'>('shown')
  const button = useRef<HTMLButtonElement>(null)
  const done = (next: string) => {
    setEmail(next)
    setState('saved')
  }
  const leave = () => {
    setState('shown')
    requestAnimationFrame(() => button.current?.focus())
  }
  if (state === 'editing') {
    return <EmailForm {...names} email={email} onDone={done} onLeave={leave} />
  }
  return (
    <div className="small">
      <p>{t.rich('sentTo', { email, b: (chunks) => <b className="strong">{chunks}</b> })}</p>
      <p role="status">{state === 'saved' && t('email.saved', { email })}</p>
      {once && state === 'shown' && (
        <p className="ask no-print">
          {t('email.ask')}{' '}
          <button ref={button} className="link" type="button" onClick={() => setState('editing')}>
            <PencilIcon />
            {t('email.edit')}
          </button>
        </p>
      )}
    </div>
  )
}

type Editing = Pick<Props, 'code' | 'checkoutId' | 'email'> & {
  readonly onDone: (email: string) => void
  readonly onLeave: () => void
}

function EmailForm({ code, checkoutId, email, onDone, onLeave }: Editing) {
  const t = useWords('checkout.receipt.email')
  const fields = useWords('checkout.fields.email')
  const [typed, setTyped] = useState(email)
  const [wrong, setWrong] = useState<Exclude<EmailAnswer, { kind: 'fixed' }> | null>(null)
  const [busy, setBusy] = useState(false)
  const meant = likelyEmail(typed)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const answer = await fixEmail(code, { checkoutId, email: typed.trim() }, email)
    setBusy(false)
    if (answer.kind === 'fixed') return onDone(answer.email)
    setWrong(answer)
    document.getElementById('new-email')?.focus()
  }
  const say = (answer: NonNullable<typeof wrong>) =>
    answer.kind === 'empty' || answer.kind === 'wrong'
      ? fields(answer.kind)
      : t(answer.kind, { seconds: answer.kind === 'tooMany' ? answer.seconds : 0 })
  return (
    <form className="fix-email field" noValidate onSubmit={save}>
      <label htmlFor="new-email">{t('label')}</label>
      <div className="row">
        <input
          id="new-email"
          className="input"
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the press that brought it here
          autoFocus
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={typed}
          aria-invalid={wrong ? true : undefined}
          aria-describedby="new-email-hint new-email-error"
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(null)
          }}
        />
        <button className="btn" type="submit" aria-disabled={busy}>
          {t('save')}
        </button>
        <button className="btn quiet" type="button" onClick={onLeave}>
          {t('cancel')}
        </button>
      </div>
      <p className="hint" id="new-email-hint">
        {t('once')}
      </p>
      {meant !== null && (
        <p className="typo" role="status">
          {fields('typo')}{' '}
          <button className="link" type="button" onClick={() => setTyped(meant)}>
            {`${meant}?`}
          </button>
        </p>
      )}
      <p className="error" id="new-email-error" role="alert" hidden={wrong === null}>
        {wrong !== null && (
          <>
            <SmallAlertIcon />
            <span>{say(wrong)}</span>
          </>
        )}
      </p>
    </form>
  )
}
