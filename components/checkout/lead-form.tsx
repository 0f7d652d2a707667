// components/checkout/lead-form.tsx
import { useTranslations } from 'next-intl'
import type { LeadKind } from '@/db/schema/leads'
import type { LeadForm as LeadWords } from '@/db/schema/offer-content'
import type { Language } from '@/db/schema/offers'
import { LEAD_CONSENT_VERSION } from '@/lib/kernel/lead-consent'
import type { LeadIssue } from '@/lib/leads/lead.schema'
import { DoneIcon, SmallAlertIcon } from './icons'
import { LeadLive } from './lead-live'

export const LEAD_FIELDS = ['name', 'email', 'phone', 'consent'] as const
export type LeadField = (typeof LEAD_FIELDS)[number]

/** What a browser without JavaScript sent and was refused. */
export type LeadReturned = {
  readonly typed: Readonly<Partial<Record<LeadField, string>>>
  readonly errors: Readonly<Partial<Record<LeadField, LeadIssue>>>
  readonly problem?: 'too_many_attempts' | 'form_closed'
}

export type LeadFormProps = {
  readonly code: string
  readonly kind: LeadKind
  readonly language: Language
  /** As buyers know the seller, and what it is about. */
  readonly brand: string
  readonly product: string
  /** The producer's own words; a waiting list has ours. */
  readonly words: LeadWords | null
  readonly returned?: LeadReturned | undefined
  /** Names its fields where a page has two of one kind. */
  readonly place?: string
}

/** Whether a phone is asked for: a waiting list writes one mail, and nothing else. */
export const asksPhone = ({ kind, words }: Pick<LeadFormProps, 'kind' | 'words'>) =>
  kind === 'lead' && words?.askPhone === true

type Said = Pick<LeadFormProps, 'kind' | 'words' | 'brand' | 'product'>
type Translate = ReturnType<typeof useTranslations<'leadForm'>>

/** Word for word what is agreed to: kept with the lead, and compared when it is sent. */
export const consentText = (t: Translate, { kind, words, brand, product }: Said): string =>
  kind === 'lead'
    ? t('consent', { brand, product, phone: asksPhone({ kind, words }) ? 'yes' : 'no' })
    : t(`promise.${kind}`, { brand })

/**
 * Works before any script has come: a plain post that is answered by a page. The script, once there,
 * sends the same fields and answers in place.
 */
export function LeadForm(props: LeadFormProps) {
  const { code, kind, language, brand, words, returned } = props
  const t = useTranslations('leadForm')
  const place = props.place ?? kind
  const id = `${place}-form`
  const agreed = consentText(t, props)
  const { typed = {}, errors = {}, problem } = returned ?? {}
  const field = { place, errors, typed }
  return (
    <div className="leadform" lang={language}>
      <form className="stack" id={id} method="post" action={`/api/leads/${code}`}>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="consentText" value={agreed} />
        <input type="hidden" name="consentVersion" value={LEAD_CONSENT_VERSION} />
        <p className="trap" aria-hidden>
          <label>
            {t('trap')} <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </p>
        {kind === 'lead' && (
          <Field
            {...field}
            name="name"
            label={t('name')}
            optional={t('optional')}
            maxLength={120}
            autoComplete="name"
            autoCapitalize="words"
          />
        )}
        <Field
          {...{
            ...field,
            name: 'email',
            label: t('email'),
            type: 'email',
            inputMode: 'email',
            required: true,
          }}
          {...(kind !== 'lead' && { hint: agreed })}
          {...{ maxLength: 200, autoComplete: 'email', autoCapitalize: 'none', spellCheck: false }}
        />
        {asksPhone(props) && (
          <Field
            {...{
              ...field,
              name: 'phone',
              label: t('phone'),
              type: 'tel',
              inputMode: 'tel',
              required: true,
            }}
            {...{ maxLength: 40, autoComplete: 'tel-national', placeholder: t('phonePlaceholder') }}
          />
        )}
        {kind === 'lead' && <Consent {...field} text={agreed} />}
        <p className="error" role="alert" data-problem hidden={problem === undefined}>
          <SmallAlertIcon />
          <span>{problem && t(`problem.${problem}`)}</span>
        </p>
        <button
          className="btn wide big"
          type="submit"
          data-sending={t('sending')}
          data-unsent={t('problem.unsent')}
        >
          {kind === 'lead' ? words?.button : t(`button.${kind}`)}
        </button>
      </form>
      <div className="notice paid" role="status" tabIndex={-1} hidden>
        <LeadThanks kind={kind} brand={brand} />
      </div>
      <LeadLive form={id} code={code} />
    </div>
  )
}

export function LeadThanks({ kind, brand }: Pick<LeadFormProps, 'kind' | 'brand'>) {
  const t = useTranslations('leadForm.thanks')
  return (
    <>
      <DoneIcon />
      <div>
        <h3>{t(`${kind}.title`)}</h3>
        <p className="small">{t(`${kind}.text`, { brand })}</p>
      </div>
    </>
  )
}

type FieldProps = {
  readonly place: string
  readonly name: LeadField
  readonly label: string
  readonly optional?: string
  readonly hint?: string
  readonly typed: LeadReturned['typed']
  readonly errors: LeadReturned['errors']
} & Omit<React.ComponentProps<'input'>, 'name'>

function Field({ place, name, label, optional, hint, typed, errors, ...input }: FieldProps) {
  const id = `${place}-${name}`
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="opt">({optional})</span>}
      </label>
      <input
        {...input}
        {...{ id, name, className: 'input', defaultValue: typed[name] }}
        aria-invalid={errors[name] ? true : undefined}
        aria-describedby={`${hint === undefined ? '' : `${id}-hint `}${id}-error`}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`} data-agreed>
          {hint}
        </p>
      )}
      <FieldError id={id} name={name} issue={errors[name]} />
    </div>
  )
}

function Consent({
  place,
  text,
  errors,
}: Pick<FieldProps, 'place' | 'errors'> & { readonly text: string }) {
  const id = `${place}-consent`
  return (
    <div className="field">
      <label className="check" htmlFor={id}>
        <input
          {...{ id, name: 'consent', type: 'checkbox', required: true }}
          aria-invalid={errors.consent ? true : undefined}
          aria-describedby={`${id}-error`}
        />
        <span className="small" data-agreed>
          {text}
        </span>
      </label>
      <FieldError id={id} name="consent" issue={errors.consent} />
    </div>
  )
}

type ErrorProps = {
  readonly id: string
  readonly name: LeadField
  readonly issue: LeadIssue | undefined
}

function FieldError({ id, name, issue }: ErrorProps) {
  const t = useTranslations('leadForm.error')
  return (
    <p className="error" id={`${id}-error`} data-error={name} hidden={issue === undefined}>
      <SmallAlertIcon />
      <span>{issue && t(issue)}</span>
    </p>
  )
}
