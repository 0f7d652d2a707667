// components/notifications/simulator-board.tsx
'use client'

import { Link2, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { Placed, Simulated } from '@/lib/notifications/simulate'
import { SimulatorOutcomes } from './simulator-outcomes'
import { SimulatorRow } from './simulator-row'
import { isCart, PRESETS, placed, readStory, type StoryEvent, writeStory } from './simulator-story'
import { SimulatorTimeline } from './simulator-timeline'

type Named = { readonly id: string; readonly name: string }
type Props = {
  readonly stores: readonly Named[]
  readonly senders: readonly Named[]
  readonly events: readonly Placed['event'][]
  readonly first: {
    readonly storeId: string
    readonly instanceId: string
    readonly begin: string
    readonly story: string
  }
  readonly simulate: (values: unknown) => Promise<Simulated | null>
}

const PAUSE_MS = 200
const MOST = 12
const PRESET_NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[]

/** A story on a timeline, and what a store's own rules would make of it. Nothing is sent. */
export function SimulatorBoard({ stores, senders, events, first, simulate }: Props) {
  const t = useTranslations('notifications.simulator')
  const [storeId, chooseStore] = useState(first.storeId)
  const [instanceId, chooseSender] = useState(first.instanceId)
  const [begin, setBegin] = useState(/^\d\d:\d\d$/.test(first.begin) ? first.begin : '14:07')
  const [story, tell] = useState<readonly StoryEvent[]>(() => {
    const told = readStory(first.story, events).slice(0, MOST)
    return told.length > 0 ? told : PRESETS.worked()
  })
  const [result, show] = useState<Simulated | null>(null)
  const [busy, start] = useTransition()
  const written = writeStory(story)
  useEffect(() => {
    const query = new URLSearchParams({ store: storeId, begin, story: written })
    if (instanceId !== '') query.set('sender', instanceId)
    window.history.replaceState(null, '', `?${query}`)
    const values = {
      ...{ storeId, begin, instanceId: instanceId === '' ? null : instanceId },
      placed: readStory(written, events).map(({ key: _, ...event }) => event),
    }
    const timer = setTimeout(() => start(async () => show(await simulate(values))), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [storeId, begin, instanceId, written, events, simulate])
  const change = (key: string, to: Partial<Placed>) =>
    tell(story.map((each) => (each.key === key ? { ...each, ...to } : each)))
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href)
    toast.success(t('shared'))
  }
  const add = () => {
    const last = Math.max(0, ...story.map(({ at }) => at))
    tell([...story, placed('payment_approved', '1', story.length === 0 ? 0 : last + 5)])
  }
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,440px)] lg:gap-6">
      <div className="grid content-start gap-5">
        <Card>
          <CardContent className="grid gap-4">
            <div className="grid gap-3 sm:grid-cols-3">
              <Field label={t('store')}>
                <NativeSelect value={storeId} onChange={(e) => chooseStore(e.target.value)}>
                  {stores.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label={t('sender')}>
                <NativeSelect value={instanceId} onChange={(e) => chooseSender(e.target.value)}>
                  <option value="">{t('noSender')}</option>
                  {senders.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label={t('begin')}>
                <Input
                  type="time"
                  value={begin}
                  onChange={(e) => e.target.value !== '' && setBegin(e.target.value)}
                  className="num"
                />
              </Field>
            </div>
            <fieldset className="flex flex-wrap gap-2">
              <legend className="mb-1.5 text-sm font-medium">{t('presets.title')}</legend>
              {PRESET_NAMES.map((name) => (
                <Button key={name} size="sm" onClick={() => tell(PRESETS[name]())}>
                  {t(`presets.${name}`)}
                </Button>
              ))}
            </fieldset>
          </CardContent>
        </Card>
        <Card>
          <CardContent className="grid gap-4">
            <SimulatorTimeline story={story} move={(key, at) => change(key, { at })} />
            <ul className="grid gap-3">
              {story.map((event) => (
                <SimulatorRow
                  key={event.key}
                  {...{ event, events }}
                  change={(to) => change(event.key, named(event, to))}
                  remove={() => tell(story.filter(({ key }) => key !== event.key))}
                />
              ))}
            </ul>
            <div className="flex flex-wrap gap-2">
              <Button onClick={add} disabled={story.length >= MOST} className="max-sm:h-11">
                <Plus aria-hidden /> {t('add')}
              </Button>
              <Button onClick={share} className="max-sm:h-11">
                <Link2 aria-hidden /> {t('share')}
              </Button>
            </div>
            {story.length >= MOST && <p className="text-xs text-muted-foreground">{t('most')}</p>}
          </CardContent>
        </Card>
      </div>
      <SimulatorOutcomes result={result} busy={busy} />
    </div>
  )
}

/** A cart stands before any order, and only a cart does. */
function named(event: Placed, to: Partial<Placed>): Partial<Placed> {
  if (to.event === undefined) return to
  if (isCart(to.event)) return { ...to, order: 'C' }
  return event.order === 'C' ? { ...to, order: '1' } : to
}
