// components/stores/postback-messages.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import type { Repetition } from '@/lib/postbacks/postback-detail'
import type { MessageOfPostback } from '@/lib/postbacks/postback-messages'
import { MessageState } from './what-happened'

type Props = {
  readonly messages: readonly MessageOfPostback[]
  /** Where it is told why there is none. */
  readonly whyHref: string
}

export function PostbackMessages({ messages, whyHref }: Props) {
  const t = useTranslations('stores.postback')
  const events = useTranslations('events')
  return (
    <Card aria-label={t('messages')}>
      <CardHeader className="pb-3">
        <CardTitle>{t('messages')}</CardTitle>
      </CardHeader>
      {messages.length === 0 ? (
        <p className="border-t px-4 py-3.5 text-muted-foreground lg:px-5">
          {t('noMessages')}{' '}
          <Link href={whyHref} className="prose-link">
            {t('noMessagesWhy')}
          </Link>
        </p>
      ) : (
        <Rows className="border-t">
          {messages.map(({ id, rule, step, state, reason, at, how }) => (
            <Row key={id} className="relative">
              <Link href={`/notifications/${id}`} className="font-medium hover:underline">
                {events.has(rule as 'unknown') ? events(rule as 'unknown') : rule}
                {step > 1 && <span className="num text-muted-foreground"> #{step}</span>}
              </Link>{' '}
              <span className="text-xs text-muted-foreground">
                {t(how === 'made' ? 'madeOne' : 'movedOne')}
              </span>
              <div className="mt-1">
                <MessageState state={state} reason={reason} at={at.toISOString()} />
              </div>
            </Row>
          ))}
        </Rows>
      )}
    </Card>
  )
}

type RepetitionsProps = { readonly here: string; readonly repetitions: readonly Repetition[] }

export function Repetitions({ here, repetitions }: RepetitionsProps) {
  const t = useTranslations('stores.postback')
  if (repetitions.length === 0) return null
  return (
    <Card aria-label={t('repetitions')}>
      <CardHeader className="pb-3">
        <CardTitle>{t('repetitions')}</CardTitle>
      </CardHeader>
      <Rows className="border-t">
        {repetitions.map(({ id, receivedAt, first, differs }) => (
          <Row key={id} className="flex flex-wrap justify-between gap-x-3">
            <Link href={`${here}/${id}`} className="prose-link">
              <RelativeTime at={receivedAt} />
            </Link>
            <span className="text-muted-foreground">
              {first && `${t('firstOne')}, `}
              {t(differs ? 'differs' : 'sameBytes')}
            </span>
          </Row>
        ))}
      </Rows>
    </Card>
  )
}
