// components/stores/postback-facts.tsx
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { PostbackDetail } from '@/lib/postbacks/postback-detail'

const NOTHING = '–'

/** How it was delivered: both clocks, where from, and everything that came around the body. */
export function PostbackFacts({ postback }: { readonly postback: PostbackDetail }) {
  const t = useTranslations('stores.postback')
  const { orderKey, threadKey, rawEvent, detail, warnings, phoneIssue } = postback
  // The body as a whole has no path, and the reason above says that.
  const complaints = postback.complaints.filter((path) => path !== '')
  const words = (warning: string) =>
    t.has(`warning.${warning}` as 'warning.status_conflict')
      ? t(`warning.${warning}` as 'warning.status_conflict')
      : warning
  return (
    <Card aria-label={t('delivery')}>
      <Facts title={t('facts')}>
        <Fact label={t('f.state')}>{t(`stateName.${postback.state}`)}</Fact>
        <Fact label={t('f.raw')}>
          <Mono>{rawEvent ?? NOTHING}</Mono>
        </Fact>
        {detail !== null && (
          <Fact label={t('f.detail')}>
            <Mono>{detail}</Mono>
          </Fact>
        )}
        <Fact
          label={t('f.order')}
          {...(orderKey && { copy: { text: orderKey, label: t('f.order') } })}
        >
          <Mono>{orderKey ?? NOTHING}</Mono>
        </Fact>
        <Fact label={t('f.thread')}>
          <Mono>{threadKey ?? NOTHING}</Mono>
        </Fact>
        {phoneIssue !== null && (
          <Fact label={t('f.phone')}>{t(`issue.${phoneIssue as 'missing'}`)}</Fact>
        )}
        {warnings.length > 0 && (
          <Fact label={t('f.warnings')}>{warnings.map(words).join('; ')}</Fact>
        )}
      </Facts>
      <Facts title={t('delivery')}>
        <Fact label={t('f.when')}>
          {postback.occurredAt === null ? NOTHING : <RelativeTime at={postback.occurredAt} />}
        </Fact>
        <Fact label={t('f.received')}>
          <RelativeTime at={postback.receivedAt} />
        </Fact>
        <Fact label={t('f.read')}>
          {postback.readAt === null ? NOTHING : <RelativeTime at={postback.readAt} />}
        </Fact>
        <Fact label={t('f.delay')}>
          <Lateness occurredAt={postback.occurredAt} receivedAt={postback.receivedAt} />
        </Fact>
        <Fact label={t('f.from')}>
          <Mono>{postback.remoteAddress ?? NOTHING}</Mono>
        </Fact>
        <Fact label={t('f.id')} copy={{ text: postback.id, label: t('f.id') }}>
          <Mono>{postback.id}</Mono>
        </Fact>
      </Facts>
      <Parts title={t('headers')} parts={postback.headers} />
      <Parts title={t('query')} parts={postback.query} />
      {complaints.length > 0 && (
        <div className="border-t p-4 lg:p-5">
          <h3 className="mb-2">{t('complaints')}</h3>
          <ul className="grid gap-1">
            {complaints.map((path) => (
              <li key={path}>
                <Mono>{path}</Mono>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

type PartsProps = {
  readonly title: string
  readonly parts: readonly (readonly [name: string, value: string])[]
}

export function Parts({ title, parts }: PartsProps) {
  const t = useTranslations('stores.postback')
  return (
    <details className="border-t">
      <summary className="flex cursor-pointer justify-between gap-3 px-4 py-3 font-medium lg:px-5">
        {title}
        <span className="num font-normal text-muted-foreground">{parts.length}</span>
      </summary>
      <dl className="grid gap-2 px-4 pb-4 lg:px-5">
        {parts.length === 0 && <dt className="text-muted-foreground">{t('noQuery')}</dt>}
        {parts.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and nothing moves
          <div key={`${name} ${index}`}>
            <dt className="text-xs text-muted-foreground">{name}</dt>
            <dd>
              <Mono>{value}</Mono>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

type Clocks = Pick<PostbackDetail, 'occurredAt' | 'receivedAt'>

/** The two clocks, said as one thing. */
function Lateness({ occurredAt, receivedAt }: Clocks) {
  const t = useTranslations('stores.postback')
  if (occurredAt === null) return t('noClock')
  const ms = new Date(receivedAt).getTime() - new Date(occurredAt).getTime()
  if (ms < -MINUTE_MS) return t('early')
  if (ms >= 2 * DAY_MS) return t('lateDays', { days: Math.floor(ms / DAY_MS) })
  if (ms >= 2 * HOUR_MS) return t('lateHours', { hours: Math.floor(ms / HOUR_MS) })
  return t('late', { minutes: Math.max(0, Math.floor(ms / MINUTE_MS)) })
}
