// components/stores/inbox-search.tsx
import Form from 'next/form'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'

type Props = {
  readonly action: string
  readonly events: readonly string[]
  /** As the address says them. */
  readonly asked: Readonly<Partial<Record<'state' | 'q' | 'event' | 'from' | 'to', string>>>
}

/** Words, event and days; all of it stays in the address, so that it can be kept and sent. */
export function InboxSearch({ action, events, asked }: Props) {
  const t = useTranslations('stores.inbox')
  const names = useTranslations('events')
  const filtered = [asked.q, asked.event, asked.from, asked.to].some((each) => each !== undefined)
  return (
    <Form
      action={action}
      className="mb-4 grid grid-cols-2 items-end gap-2 md:grid-cols-[minmax(0,1fr)_190px_150px_150px_auto]"
    >
      {asked.state !== undefined && <input type="hidden" name="state" value={asked.state} />}
      <Field label={t('search')} className="col-span-full min-w-0 md:col-span-1">
        <Input type="search" name="q" defaultValue={asked.q} maxLength={120} />
      </Field>
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
      <Field label={t('from')}>
        <Input type="date" name="from" defaultValue={asked.from?.slice(0, 10)} />
      </Field>
      <Field label={t('to')}>
        <Input type="date" name="to" defaultValue={asked.to?.slice(0, 10)} />
      </Field>
      <span className="col-span-full flex gap-2 md:col-span-1">
        <Button type="submit" className="max-md:h-11 max-md:flex-1">
          {t('find')}
        </Button>
        {filtered && (
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
