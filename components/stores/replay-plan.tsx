// components/stores/replay-plan.tsx
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/code-chip'
import type { PreviewedPostback, ReplayPreview } from '@/lib/postbacks/preview-replay'
import { MessageState } from './what-happened'

const SHOWN = 20

/** What a replay would change, counted first and then one by one. */
export function ReplayPlan({ preview }: { readonly preview: ReplayPreview }) {
  const t = useTranslations('stores.replay')
  const { rows, more } = preview
  const all = rows.flatMap(({ messages }) => messages)
  const made = all.filter(({ state }) => state === 'scheduled' || state === 'queued')
  const taken = all.filter(({ was }) => was !== null)
  const silent = all.filter(({ was, state }) => was === null && state === 'suppressed')
  const changed = rows.filter(isNews)
  return (
    <section aria-live="polite" className="grid gap-3">
      <p className="font-medium">
        {t('changes', { count: changed.length })}{' '}
        {t('made', { count: made.filter(({ was }) => was === null).length })}{' '}
        {t('taken', { count: taken.filter(({ state }) => state !== 'scheduled').length })}{' '}
        {t('suppressed', { count: silent.length })}
      </p>
      {more && <p className="text-muted-foreground">{t('more')}</p>}
      <ul
        aria-label={t('each')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[280px] overflow-y-auto rounded-md border [&>li+li]:border-t"
      >
        {[...changed, ...rows.filter((row) => !isNews(row))].slice(0, SHOWN).map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

const isNews = ({ before, after, fields, messages }: PreviewedPostback) =>
  before.event !== after.event ||
  before.state !== after.state ||
  fields.length > 0 ||
  messages.length > 0

function Line({ row }: { readonly row: PreviewedPostback }) {
  const t = useTranslations('stores.replay')
  const events = useTranslations('events')
  const fields = useTranslations('stores.postback.field')
  const reasons = useTranslations('stores.reason')
  const name = (event: string | null) =>
    events(event !== null && events.has(event as 'unknown') ? (event as 'unknown') : 'unknown')
  const { before, after } = row
  const reason = after.reason as 'unknown_shape' | null
  return (
    <li className="px-3 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">
          {before.event === after.event
            ? isNews(row)
              ? name(after.event)
              : t('same', { event: name(after.event) })
            : t('row', { before: name(before.event), after: name(after.event) })}
        </span>
        {row.orderKey !== null && <Mono className="text-muted-foreground">{row.orderKey}</Mono>}
        {row.quiet && <span className="text-xs text-muted-foreground">{t('quiet')}</span>}
      </p>
      {reason !== null && (
        <p className="text-muted-foreground">
          {t('stays')}
          {reasons.has(reason) ? `: ${reasons(reason)}` : ''}
        </p>
      )}
      {row.fields.length > 0 && (
        <p className="text-muted-foreground">
          {t('fields', { fields: row.fields.map((field) => fields(field)).join(', ') })}
        </p>
      )}
      {row.messages.map(({ id, rule, step, state, reason: why, at, was }) => (
        <p key={id} className="mt-1 flex flex-wrap gap-x-2">
          <span>
            {events.has(rule as 'unknown') ? events(rule as 'unknown') : rule} #{step}
          </span>
          <MessageState state={state} reason={why} at={new Date(at).toISOString()} />
          {was === null && <span className="text-xs text-muted-foreground">{t('new')}</span>}
        </p>
      ))}
    </li>
  )
}
