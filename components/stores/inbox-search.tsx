// components/stores/inbox-search.tsx
'use client'

import { SlidersHorizontal } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'

type Props = {
  readonly action: string
  readonly events: readonly string[]
  /** As the address says them. */
  readonly asked: Readonly<Partial<Record<'state' | 'q' | 'event' | 'from' | 'to', string>>>
}

/**
 * Words, event and days; all of it stays in the address, so that it can be kept and sent. On a
 * phone the words alone stand there: the rest opens when it is wanted.
 */
export function InboxSearch({ action, events, asked }: Props) {
  const t = useTranslations('stores.inbox')
  const names = useTranslations('events')
  const id = useId()
  const narrowed = [asked.event, asked.from, asked.to].some((each) => each !== undefined)
  const [open, setOpen] = useState(narrowed)
  const folded = open ? undefined : 'max-md:hidden'
  return (
    <Form
      action={action}
      className="mb-4 grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-end gap-2 md:grid-cols-[minmax(0,1fr)_190px_150px_150px_auto]"
    >
      {asked.state !== undefined && <input type="hidden" name="state" value={asked.state} />}
      <div className="col-span-full flex items-end gap-2 md:contents">
        <Field label={t('search')} className="min-w-0 flex-1">
          <Input
            type="search"
            name="q"
            defaultValue={asked.q}
            maxLength={120}
            enterKeyHint="search"
          />
        </Field>
        <Button
          size="icon"
          className="size-11 md:hidden"
          aria-label={t('moreFilters')}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal aria-hidden />
        </Button>
      </div>
      <div id={id} className={cn('col-span-full grid grid-cols-2 gap-2 md:contents', folded)}>
        <Field label={t('event')} className="col-span-full min-w-0 md:col-span-1">
          <NativeSelect name="event" defaultValue={asked.event ?? ''}>
            <option value="">{t('anyEvent')}</option>
            {events.map((event) => (
              <option key={event} value={event}>
                {names(event as 'unknown')}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('from')} className="min-w-0">
          <Input type="date" name="from" defaultValue={asked.from?.slice(0, 10)} />
        </Field>
        <Field label={t('to')} className="min-w-0">
          <Input type="date" name="to" defaultValue={asked.to?.slice(0, 10)} />
        </Field>
      </div>
      <span
        className={cn('col-span-full flex gap-2 md:col-span-1', asked.q === undefined && folded)}
      >
        <Button type="submit" className="max-md:h-11 max-md:flex-1">
          {t('find')}
        </Button>
        {(narrowed || asked.q !== undefined) && (
          <Button asChild variant="ghost" className="max-md:h-11">
            <Link href={asked.state === undefined ? action : `${action}?state=${asked.state}`}>
              {t('clear')}
            </Link>
          </Button>
        )}
      </span>
    </Form>
  )
}
