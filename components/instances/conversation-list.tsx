// components/instances/conversation-list.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Rows } from '@/components/ui/rows'
import type { Conversation } from '@/lib/notifications/sandbox-views'

type Props = {
  readonly people: readonly Conversation[]
  readonly current: string
  readonly here: string
}

export function ConversationList({ people, current, here }: Props) {
  const t = useTranslations('instances.phone')
  return (
    <Card className="self-start overflow-hidden" aria-label={t('people')}>
      <Rows className="max-lg:max-h-64 max-lg:overflow-y-auto lg:max-h-[640px] lg:overflow-y-auto">
        {people.map(({ phone, name, last, at }) => (
          <li key={phone}>
            <Link
              href={`${here}?with=${encodeURIComponent(phone)}`}
              aria-current={phone === current ? 'true' : undefined}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-3 hover:bg-muted aria-[current]:bg-muted"
            >
              <span className="truncate font-medium">{name ?? phoneWords(phone)}</span>
              <RelativeTime at={at} show="brief" className="num text-xs text-muted-foreground" />
              <span className="col-span-2 truncate text-xs text-muted-foreground">{last}</span>
            </Link>
          </li>
        ))}
      </Rows>
    </Card>
  )
}
