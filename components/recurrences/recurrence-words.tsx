// components/recurrences/recurrence-words.tsx
import { Ban, CircleCheck, CircleSlash, Hourglass, type LucideIcon, Repeat } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { ChargeRow, RecurrenceRow } from '@/lib/recurrences/views'

type Look = { readonly tone: Tone; readonly icon: LucideIcon }

const LOOK: Readonly<Record<RecurrenceRow['status'], Look>> = {
  active: { tone: 'paid', icon: Repeat },
  past_due: { tone: 'refused', icon: Ban },
  canceled: { tone: 'returned', icon: CircleSlash },
  ended: { tone: 'returned', icon: CircleCheck },
}

export function RecurrenceStatus({
  recurrence: { status, inTrial },
  chip = false,
}: {
  readonly recurrence: Pick<RecurrenceRow, 'status' | 'inTrial'>
  readonly chip?: boolean
}) {
  const t = useTranslations('recurrences.status')
  if (inTrial) {
    return (
      <Status tone="authorized" icon={Hourglass} chip={chip}>
        {t('trial')}
      </Status>
    )
  }
  const { tone, icon } = LOOK[status]
  return (
    <Status tone={tone} icon={icon} chip={chip}>
      {t(status)}
    </Status>
  )
}

const TONES: Readonly<Record<ChargeRow['status'], Tone>> = {
  due: 'authorized',
  charging: 'waiting',
  retrying: 'waiting',
  paid: 'paid',
  failed: 'refused',
  canceled: 'returned',
}

export function ChargeStatus({ charge }: { readonly charge: Pick<ChargeRow, 'status'> }) {
  const t = useTranslations('recurrences.charge')
  return <Status tone={TONES[charge.status]}>{t(charge.status)}</Status>
}

/** A day of the calendar, which no zone moves. */
export function Day({ day }: { readonly day: LocalDate }) {
  const format = useFormatter()
  const at = new Date(`${day}T12:00:00Z`)
  return (
    <time dateTime={day}>
      {format.dateTime(at, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })}
    </time>
  )
}
