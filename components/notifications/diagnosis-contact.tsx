// components/notifications/diagnosis-contact.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { formatPhone } from '@/lib/kernel/phone'
import type { Diagnosis } from '@/lib/notifications/diagnose'

type Props = { readonly contact: Diagnosis['contacts'][number]; readonly now: Date }

/** What this person told any store about being written to; nothing is shown when it says nothing. */
export function DiagnosisContact({ contact, now }: Props) {
  const t = useTranslations('diagnosis.contact')
  const { phone, optedOutAt, optedOutHow, suppressedAt, blockedAt, unreachableUntil } = contact
  const gone = unreachableUntil !== null && unreachableUntil > now
  const facts = [
    optedOutAt !== null && { key: 'optedOut', at: optedOutAt, how: optedOutHow ?? 'none' },
    suppressedAt !== null && { key: 'suppressed', at: suppressedAt, how: 'none' },
    blockedAt !== null && { key: 'blocked', at: blockedAt, how: 'none' },
    gone && { key: 'unreachable', at: unreachableUntil, how: 'none' },
  ].flatMap((each) => (each === false ? [] : [each]))
  return (
    <Card className="p-4 lg:p-5">
      <h2 className="text-sm tracking-normal [overflow-wrap:anywhere]">
        {phone.startsWith('+') ? formatPhone(phone) : phone}
      </h2>
      <ul className="mt-1.5 grid gap-1">
        {facts.length === 0 && (
          <li>
            <Status tone="paid" className="whitespace-normal">
              {t('fine')}
            </Status>
          </li>
        )}
        {facts.map(({ key, at, how }) => (
          <li key={key}>
            <Status tone="refused" className="whitespace-normal">
              <span>
                {t.rich(key as 'optedOut', { time: () => <RelativeTime at={at} />, how })}
              </span>
            </Status>
          </li>
        ))}
      </ul>
      {facts.length > 0 && (
        <Link href="/notifications/contacts" className="prose-link mt-2 inline-block">
          {t('open')}
        </Link>
      )}
    </Card>
  )
}
