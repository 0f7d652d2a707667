// components/stores/quarantine-group.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toaster'
import type { QuarantineGroup as Group } from '@/lib/postbacks/quarantine'
import { type ReplayActions, ReplayDialog } from './replay-dialog'

type Answer = { readonly ok: boolean; readonly message: string }
export type MapWord = (storeId: string, word: string, event: string | null) => Promise<Answer>

type Props = {
  readonly storeId: string
  readonly group: Group
  readonly events: readonly string[]
  /** Null for who may only look. */
  readonly actions: (ReplayActions & { readonly map: MapWord }) | null
}

/** One question: a word, or a reason, how many wait for the answer, and the answer's form. */
export function QuarantineGroup({ storeId, group, events, actions }: Props) {
  const t = useTranslations('stores.quarantine')
  const because = useTranslations('stores.because')
  const { reason, word, count, firstAt, lastAt, lastId } = group
  const settings = reason === 'no_key_saved' || reason === 'key_differs' || reason === 'no_mapping'
  return (
    <Card className="p-4 lg:p-5">
      <h2 className="text-sm tracking-normal [overflow-wrap:anywhere]">
        {word === null ? because(`${reason}.title`) : t('word', { word })}
      </h2>
      <p className="tabular-nums mt-0.5 text-xs text-muted-foreground">
        {t('count', { count })}, {t.rich('last', { time: () => <RelativeTime at={lastAt} /> })}
        {count > 1 && <>, {t.rich('since', { time: () => <RelativeTime at={firstAt} /> })}</>}
      </p>
      <p className="mt-2 max-w-[64ch] text-muted-foreground [overflow-wrap:anywhere]">
        {because(`${reason}.body`, { word: word ?? '', event: '' })}
      </p>
      <div className="mt-3 flex flex-wrap items-end gap-2 [&>a]:max-md:h-11">
        {word !== null && actions !== null && (
          <Meaning storeId={storeId} word={word} events={events} map={actions.map} />
        )}
        {settings && (
          <Button asChild variant="primary">
            <Link href={`/stores/${storeId}/settings`}>{because('do.settings')}</Link>
          </Button>
        )}
        {word === null && actions !== null && (
          <ReplayDialog
            wish={{ storeId, state: 'quarantined' }}
            label={t('retry')}
            actions={actions}
          />
        )}
        <Button asChild>
          <Link href={`/stores/${storeId}/inbox/${lastId}`}>{t('see')}</Link>
        </Button>
      </div>
    </Card>
  )
}

type MeaningProps = {
  readonly storeId: string
  readonly word: string
  readonly events: readonly string[]
  readonly map: MapWord
}

function Meaning({ storeId, word, events, map }: MeaningProps) {
  const t = useTranslations('stores.quarantine')
  const names = useTranslations('events')
  const problem = useTranslations('stores.error')
  const [event, setEvent] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, start] = useTransition()
  const save = (chosen: string) =>
    start(async () => {
      setWrong(chosen === '')
      if (chosen === '') return
      const { ok, message } = await map(storeId, word, chosen)
      toast[ok ? 'success' : 'error'](message)
    })
  return (
    <>
      <Field
        label={t('means')}
        className="w-full sm:w-64"
        {...(wrong && { error: problem('choose_event') })}
      >
        <NativeSelect value={event} onChange={(e) => setEvent(e.target.value)}>
          <option value="">{t('choose')}</option>
          {events.map((each) => (
            <option key={each} value={each}>
              {names(each as 'unknown')}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button variant="primary" busy={busy} className="max-md:h-11" onClick={() => save(event)}>
        {t('map')}
      </Button>
      <Button disabled={busy} className="max-md:h-11" onClick={() => save('ignored')}>
        {t('ignore')}
      </Button>
    </>
  )
}

type MappedProps = {
  readonly storeId: string
  readonly mapped: readonly { readonly word: string; readonly event: string }[]
  readonly map: MapWord | null
}

/** What was answered before, and how to take it back. */
export function MappedWords({ storeId, mapped, map }: MappedProps) {
  const t = useTranslations('stores.quarantine')
  const names = useTranslations('events')
  const [busy, start] = useTransition()
  if (mapped.length === 0) return null
  const undo = (word: string) =>
    start(async () => {
      if (map === null) return
      const { ok, message } = await map(storeId, word, null)
      toast[ok ? 'success' : 'error'](message)
    })
  return (
    <Card aria-label={t('mapped')}>
      <div className="p-4 lg:p-5">
        <h2 className="text-sm tracking-normal">{t('mapped')}</h2>
        <p className="text-muted-foreground">{t('mappedLead')}</p>
      </div>
      <ul>
        {mapped.map(({ word, event }) => (
          <li
            key={word}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-t px-4 py-2.5 lg:px-5"
          >
            <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{word}</span>
            <span className="flex items-center gap-3">
              {names.has(event as 'unknown') ? names(event as 'unknown') : event}
              {map !== null && (
                <Button
                  size="sm"
                  disabled={busy}
                  aria-label={`${t('unmap')}: ${word}`}
                  onClick={() => undo(word)}
                >
                  {t('unmap')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
