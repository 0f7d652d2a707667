// components/instances/pair-phone.tsx
'use client'

import { ChevronDown, CircleCheck, QrCode, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Listening } from '@/components/ui/wait-box'
import type { PairingView } from '@/lib/notifications/pair-instance'

/** What the page shows: the code drawn, and for how long it is good. */
export type Shown = Pick<PairingView, 'state' | 'pairingCode' | 'count' | 'cause'> & {
  readonly qr: string | null
  readonly secondsLeft: number
  readonly message?: string
}

type Props = {
  readonly id: string
  readonly first: Shown
  readonly codesMax: number
  /** Nobody has linked it yet: whoever comes here wants a code. */
  readonly auto: boolean
  readonly look: () => Promise<Shown>
  readonly ask: (number: string) => Promise<Shown>
}

const LOOK_EVERY_MS = 2_000

/** Draws each new code as it comes, asks for one when none does, and says when it is done. */
export function PairPhone({ id, first, codesMax, auto, look, ask }: Props) {
  const [shown, setShown] = useState(first)
  const [left, setLeft] = useState(first.secondsLeft)
  const [busy, setBusy] = useState(false)
  const take = useCallback((next: Shown) => {
    setShown(next)
    setLeft(next.secondsLeft)
  }, [])
  const request = useCallback(
    async (number: string) => {
      setBusy(true)
      take(await ask(number))
      setBusy(false)
    },
    [ask, take],
  )
  const [begins] = useState(auto && first.state === 'off')
  useEffect(() => {
    if (begins) void request('')
  }, [begins, request])
  const waits = shown.state === 'waiting_qr'
  useEffect(() => {
    if (!waits) return
    const tick = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000)
    const poll = setInterval(async () => {
      if (document.visibilityState === 'visible') take(await look())
    }, LOOK_EVERY_MS)
    return () => {
      clearInterval(tick)
      clearInterval(poll)
    }
  }, [waits, look, take])
  // Its webhook did not bring the next one: the channel is asked.
  const late = waits && left === 0
  useEffect(() => {
    if (!late) return
    const timer = setTimeout(() => void request(''), 3_000)
    return () => clearTimeout(timer)
  }, [late, request])

  if (shown.state === 'connected') return <Linked id={id} />
  if (shown.state === 'over') return <Over max={codesMax} busy={busy} again={() => request('')} />
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,360px)_minmax(0,1fr)] lg:gap-6">
      <Code {...{ shown, left, busy, codesMax }} begin={() => request('')} />
      <div className="grid content-start gap-5">
        <Steps />
        <ByNumber {...{ shown, busy }} ask={request} />
        {shown.cause !== null && <Failed cause={shown.cause} />}
      </div>
    </div>
  )
}

type CodeProps = {
  readonly shown: Shown
  readonly left: number
  readonly busy: boolean
  readonly codesMax: number
  readonly begin: () => void
}

function Code({ shown: { qr, count }, left, busy, codesMax, begin }: CodeProps) {
  const t = useTranslations('instances.pair')
  return (
    <Card className="self-start">
      <CardContent className="grid justify-items-center gap-3 text-center">
        {qr === null ? (
          <div className="grid aspect-square w-full max-w-[288px] place-content-center justify-items-center gap-3 rounded-lg border border-dashed bg-muted/50 p-6">
            <QrCode aria-hidden className="size-10 text-muted-foreground" />
            <Button variant="primary" busy={busy} onClick={begin} className="max-sm:h-11">
              {t('begin')}
            </Button>
            <p className="text-xs text-muted-foreground">{t('beginHint')}</p>
          </div>
        ) : (
          <>
            {/* biome-ignore lint/performance/noImgElement: a drawing in its own address. */}
            <img
              src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
              alt={t('qr')}
              className="aspect-square w-full max-w-[288px] rounded-lg border bg-white"
            />
            <p className="num text-xs text-muted-foreground">
              {t('count', { n: count, max: codesMax })}
            </p>
            <Listening>{left > 0 ? t('renews', { seconds: left }) : t('renewing')}</Listening>
          </>
        )}
      </CardContent>
    </Card>
  )
}

function Steps() {
  const t = useTranslations('instances.pair')
  const b = (words: React.ReactNode) => <strong>{words}</strong>
  return (
    <ol className="grid list-decimal gap-2 pl-5 marker:text-muted-foreground">
      <li>{t('step1')}</li>
      <li>{t.rich('step2', { b })}</li>
      <li>{t.rich('step3', { b })}</li>
    </ol>
  )
}

type ByNumberProps = {
  readonly shown: Shown
  readonly busy: boolean
  readonly ask: (number: string) => Promise<void>
}

/** For whoever reads this on the very phone that is to be linked. */
function ByNumber({ shown: { pairingCode, message }, busy, ask }: ByNumberProps) {
  const t = useTranslations('instances.pair')
  const [number, setNumber] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask(number)
  }
  return (
    <details className="rounded-lg border bg-card p-4" open={pairingCode !== null}>
      <summary className="flex cursor-pointer items-center justify-between font-medium">
        {t('byNumber')}
        <ChevronDown aria-hidden className="size-4 text-muted-foreground" />
      </summary>
      <form
        onSubmit={submit}
        className="mt-4 grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end"
      >
        <Field label={t('number')}>
          <Input
            type="tel"
            inputMode="tel"
            className="num"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Field>
        <Button type="submit" busy={busy} disabled={number.trim() === ''} className="max-sm:h-11">
          {t('ask')}
        </Button>
      </form>
      <div className="mt-3 grid gap-2" aria-live="polite">
        <FormError>{message}</FormError>
        {pairingCode !== null && (
          <>
            <p className="flex items-center gap-2">
              <span className="font-mono text-2xl tracking-[0.2em]">
                {pairingCode.replace(/(.{4})(?=.)/, '$1-')}
              </span>
              <CopyButton text={pairingCode} label={t('code')} />
            </p>
            <p className="text-xs text-muted-foreground">{t('typed')}</p>
          </>
        )}
      </div>
    </details>
  )
}

function Linked({ id }: { readonly id: string }) {
  const t = useTranslations('instances.pair')
  return (
    <Card className="max-w-[640px]" role="status" data-tone="paid">
      <CardContent className="grid justify-items-start gap-3">
        <CircleCheck aria-hidden className="size-8 text-tone" />
        <h2>{t('linked')}</h2>
        <p className="text-muted-foreground">{t('linkedBody')}</p>
        <Button asChild variant="primary" className="max-sm:h-11">
          <Link href={`/instances/${id}`}>{t('toQueue')}</Link>
        </Button>
      </CardContent>
    </Card>
  )
}

type OverProps = { readonly max: number; readonly busy: boolean; readonly again: () => void }

function Over({ max, busy, again }: OverProps) {
  const t = useTranslations('instances.pair')
  return (
    <Card className="max-w-[640px]" role="alert">
      <CardContent className="grid justify-items-start gap-3">
        <h2>{t('over')}</h2>
        <p className="text-muted-foreground">{t('overBody', { max })}</p>
        <Button variant="primary" busy={busy} onClick={again} className="max-sm:h-11">
          <RotateCw aria-hidden />
          {t('again')}
        </Button>
      </CardContent>
    </Card>
  )
}

function Failed({ cause }: { readonly cause: string }) {
  const t = useTranslations('instances.pair')
  return (
    <FormError>
      <strong className="block">{t('failed')}</strong>
      {t('failedBody', { cause })}
    </FormError>
  )
}
