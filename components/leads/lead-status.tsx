// components/leads/lead-status.tsx
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { LeadView } from '@/lib/leads/views'

type Told = Pick<LeadView, 'convertedAt' | 'mail'>

/** Bought, told, or still only interested. */
const wordOf = ({ convertedAt, mail }: Told) =>
  convertedAt !== null ? 'bought' : mail === null ? 'interested' : mail

const TONES: Readonly<Record<ReturnType<typeof wordOf>, Tone>> = {
  bought: 'paid',
  interested: 'neutral',
  waiting: 'waiting',
  sending: 'waiting',
  sent: 'authorized',
  unknown: 'waiting',
  failed: 'refused',
  left: 'returned',
}

export function LeadStatus({
  lead,
  chip = false,
}: {
  readonly lead: Told
  readonly chip?: boolean
}) {
  const t = useTranslations('leads.status')
  const word = wordOf(lead)
  return (
    <Status tone={TONES[word]} chip={chip}>
      {t(word)}
    </Status>
  )
}
