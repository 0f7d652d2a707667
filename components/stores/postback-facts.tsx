// components/stores/postback-facts.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { centavos, formatReais } from '@/lib/kernel/money'
import type { PostbackDetail } from '@/lib/postbacks/views'

type Props = { readonly postback: PostbackDetail; readonly unmasked: boolean }

/** What the reader made of it, and how it was delivered. */
export function PostbackFacts({ postback, unmasked }: Props) {
  const t = useTranslations('stores.postback')
  return (
    <Card aria-label={t('facts')}>
      <Facts title={t('facts')}>
        <Understood postback={postback} />
      </Facts>
      <Facts title={t('f.buyer')}>
        <Buyer postback={postback} unmasked={unmasked} />
      </Facts>
      {postback.complaints.length > 0 && (
        <Facts title={t('complaints')}>
          <ul className="grid gap-1">
            {postback.complaints.map((path) => (
              <li key={path}>
                <Mono>{path === '' ? '{}' : path}</Mono>
              </li>
            ))}
          </ul>
        </Facts>
      )}
      <Facts title={t('delivery')}>
        <Delivered postback={postback} />
      </Facts>
    </Card>
  )
}

const NOTHING = '–'

function Understood({ postback }: Pick<Props, 'postback'>) {
  const t = useTranslations('stores.postback')
  const { paymentMethod: method, amount, occurredAt, orderKey, threadKey, detail } = postback
  const words = (warning: string) =>
    t.has(`warning.${warning}` as 'warning.status_conflict')
      ? t(`warning.${warning}` as 'warning.status_conflict')
      : warning
  return (
    <>
      <Fact label={t('f.state')}>{t(`stateName.${postback.state}`)}</Fact>
      <Fact label={t('f.raw')}>
        <Mono>{postback.rawEvent ?? NOTHING}</Mono>
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
      <Fact label={t('f.product')}>{postback.product ?? NOTHING}</Fact>
      <Fact label={t('f.method')}>{method === null ? NOTHING : t(`method.${method}`)}</Fact>
      <Fact label={t('f.amount')}>{amount === null ? NOTHING : formatReais(centavos(amount))}</Fact>
      <Fact label={t('f.when')}>{timeOr(occurredAt)}</Fact>
      {postback.warnings.length > 0 && (
        <Fact label={t('f.warnings')}>{postback.warnings.map(words).join('; ')}</Fact>
      )}
    </>
  )
}

function Buyer({ postback, unmasked }: Props) {
  const t = useTranslations('stores.postback')
  const { customer, phoneIssue } = postback
  const issue = phoneIssue as 'missing' | null
  const shown = (text: string | null | undefined) =>
    text == null
      ? NOTHING
      : unmasked
        ? text
        : `${text.slice(0, 3)}${'•'.repeat(5)}${text.slice(-2)}`
  return (
    <>
      <Fact label={t('f.buyer')}>{customer?.name ?? NOTHING}</Fact>
      <Fact label={t('f.phone')}>
        {shown(customer?.phone)}
        {issue !== null && <span className="text-muted-foreground"> ({t(`issue.${issue}`)})</span>}
      </Fact>
      <Fact label={t('f.email')}>
        <span className="break-all">{shown(customer?.email)}</span>
      </Fact>
      <Fact label={t('f.document')}>{shown(customer?.document)}</Fact>
    </>
  )
}

function Delivered({ postback }: Pick<Props, 'postback'>) {
  const t = useTranslations('stores.postback')
  return (
    <>
      <Fact label={t('f.received')}>{timeOr(postback.receivedAt)}</Fact>
      <Fact label={t('f.read')}>{timeOr(postback.readAt)}</Fact>
      <Fact label={t('f.from')}>
        <Mono>{postback.remoteAddress ?? NOTHING}</Mono>
      </Fact>
      <Fact label={t('f.type')}>
        <Mono>{postback.headers['content-type'] ?? NOTHING}</Mono>
      </Fact>
      <Fact label={t('f.id')} copy={{ text: postback.id, label: t('f.id') }}>
        <Mono>{postback.id}</Mono>
      </Fact>
    </>
  )
}

const timeOr = (at: string | Date | null): ReactNode =>
  at === null ? NOTHING : <RelativeTime at={at} />
