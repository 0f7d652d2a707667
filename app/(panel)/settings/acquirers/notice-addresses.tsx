// app/(panel)/settings/acquirers/notice-addresses.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { toast } from '@/components/ui/toaster'
import type { NoticeEndpoint } from '@/lib/payments/notice-endpoint'
import { makeNoticeAddressAction, saveNoticeKeyAction } from './keeping-actions'

type Props = {
  readonly endpoints: readonly NoticeEndpoint[]
  /** Where this installation answers, without a slash at its end. */
  readonly origin: string
  readonly canEdit: boolean
}

/** Where an acquirer tells us of what changed. Without it nothing is lost: it is only known later. */
export function NoticeAddresses({ endpoints, origin, canEdit }: Props) {
  const t = useTranslations('keeping.notices')
  if (endpoints.length === 0) return null
  return (
    <Card aria-labelledby="notice-addresses">
      <CardHeader>
        <CardTitle id="notice-addresses">{t('title')}</CardTitle>
      </CardHeader>
      <p className="max-w-[64ch] px-4 pt-1 pb-4 text-muted-foreground lg:px-5">{t('lead')}</p>
      {endpoints.map((endpoint) => (
        <Endpoint key={endpoint.acquirer} {...{ endpoint, origin, canEdit }} />
      ))}
    </Card>
  )
}

type One = Omit<Props, 'endpoints'> & { readonly endpoint: NoticeEndpoint }

function Endpoint({ endpoint, origin, canEdit }: One) {
  const t = useTranslations('keeping.notices')
  const { acquirer, label, path, lastHeardAt } = endpoint
  const [busy, start] = useTransition()
  const [isMade, setMade] = useState(false)
  const address = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button is gone once there is an address, which takes the focus over.
    if (isMade && path !== null) address.current?.focus()
  }, [isMade, path])
  const make = () =>
    start(async () => {
      const said = await makeNoticeAddressAction(acquirer)
      setMade(said === 'ok')
      if (said !== 'ok') toast.error(t(`error.${said as 'invalid'}`))
    })
  const url = `${origin}${path ?? ''}`
  return (
    <CardContent className="grid gap-3 border-t">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        {path !== null && (
          <Status tone={lastHeardAt === null ? 'neutral' : 'paid'}>
            {lastHeardAt === null
              ? t('neverHeard')
              : t.rich('heard', { when: () => <RelativeTime at={lastHeardAt} /> })}
          </Status>
        )}
      </div>
      {path === null ? (
        canEdit && (
          <Button className="justify-self-start max-sm:h-11" busy={busy} onClick={make}>
            {t('make')}
          </Button>
        )
      ) : (
        <>
          <div
            ref={address}
            tabIndex={-1}
            className="flex items-center gap-2 rounded-md bg-muted px-3 py-2"
          >
            <Mono className="min-w-0 flex-1 text-sm">{url}</Mono>
            <CopyButton text={url} label={t('copy', { label })} />
          </div>
          <p className="max-w-[64ch] text-muted-foreground">{t(`how.${acquirer as 'cielo'}`)}</p>
          {canEdit && <KeyForm endpoint={endpoint} />}
        </>
      )}
    </CardContent>
  )
}

function KeyForm({ endpoint: { acquirer, label, hasKey } }: { readonly endpoint: NoticeEndpoint }) {
  const t = useTranslations('keeping.notices')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const key = String(new FormData(form).get('key') ?? '')
    start(async () => {
      const said = await saveNoticeKeyAction({ acquirer, key })
      setWrong(said === 'ok' ? null : t(`error.${said as 'invalid'}`))
      if (said !== 'ok') return
      form.reset()
      toast.success(t(key.trim() === '' ? 'keyGone' : 'keySaved', { label }))
    })
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <Field label={t('key')} hint={t(hasKey ? 'keyThere' : 'keyHint', { label })} error={wrong}>
        <Input name="key" autoComplete="off" spellCheck={false} maxLength={300} />
      </Field>
      <Button type="submit" busy={busy} className="max-sm:h-11 sm:mt-[26px]">
        {t('keySave')}
      </Button>
    </form>
  )
}
