// components/offers/tab-window.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { Progress } from '@/components/ui/progress'
import { Textarea } from '@/components/ui/textarea'
import { useEditor } from './editor-context'
import { EditorField, EditorSwitch } from './editor-field'
import type { OfferForm } from './offer-form'
import { Section } from './section'

const TEXT_MAX = 600

/** When it is sold, how many, and what the page says around that. */
export function TabWindow() {
  const t = useTranslations('offers.section')
  return (
    <>
      <Section title={t('window')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <EditorField name="startsAt">
            {(control) => <Input {...control} type="datetime-local" />}
          </EditorField>
          <EditorField name="endsAt">
            {(control) => <Input {...control} type="datetime-local" />}
          </EditorField>
        </div>
        <WindowWords />
        <EditorSwitch name="showsCountdown" />
        <EditorField name="beforeText">
          {(control) => <Textarea {...control} rows={3} maxLength={TEXT_MAX} />}
        </EditorField>
        <EditorField name="afterText">
          {(control) => <Textarea {...control} rows={3} maxLength={TEXT_MAX} />}
        </EditorField>
      </Section>
      <Section title={t('limit')}>
        <EditorField name="salesLimit" className="max-w-60">
          {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
        </EditorField>
        <Taken />
        <EditorSwitch name="showsPlacesLeft" />
        <EditorField name="soldOutText">
          {(control) => <Textarea {...control} rows={3} maxLength={TEXT_MAX} />}
        </EditorField>
      </Section>
    </>
  )
}

/** The window in one sentence, so that a wrong month is seen. */
function WindowWords() {
  const t = useTranslations('offers.window')
  const [startsAt, endsAt] = useWatch<OfferForm, ['startsAt', 'endsAt']>({
    name: ['startsAt', 'endsAt'],
  })
  const [start, end] = [words(startsAt), words(endsAt)]
  if (start === '' && end === '') return <Note>{t('always')}</Note>
  if (start === '') return <Note>{t('until', { end })}</Note>
  return <Note>{end === '' ? t('from', { start }) : t('between', { start, end })}</Note>
}

/** `2026-12-01T20:00` as `01/12/2026 20:00`: the clocks are São Paulo's, so nothing is turned. */
const words = (local: string) => {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(local) ?? []
  return year === undefined ? '' : `${day}/${month}/${year} ${time}`
}

function Note({ children }: { readonly children: string }) {
  return <p className="tabular-nums rounded-md bg-muted px-3 py-2 text-sm">{children}</p>
}

/** How many are gone now, those somebody is paying for included. */
function Taken() {
  const t = useTranslations('offers.window')
  const { taken } = useEditor().offer
  const typed = useWatch<OfferForm, 'salesLimit'>({ name: 'salesLimit' })
  const limit = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : 0
  if (limit === 0) return null
  const left = Math.max(0, limit - taken)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <Progress
        parts={[{ share: Math.min(1, taken / limit), tone: 'ink' }]}
        label={t('taken', { taken, limit })}
      />
      <p className="text-sm tabular-nums text-muted-foreground">
        {taken >= limit ? t('soldOut', { taken, limit }) : t('takenLeft', { taken, left })}
      </p>
    </div>
  )
}
