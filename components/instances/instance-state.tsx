// components/instances/instance-state.tsx
import { CircleDashed, Hourglass, type LucideIcon, Pause, Wifi, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { InstanceView } from '@/lib/notifications/instance-views'

type Word = InstanceView['state'] | 'paused' | 'held'
const LOOKS: Readonly<Record<Word, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  new: { tone: 'neutral', icon: CircleDashed },
  waiting_qr: { tone: 'waiting', icon: Hourglass },
  connecting: { tone: 'waiting', icon: Hourglass },
  connected: { tone: 'paid', icon: Wifi },
  disconnected: { tone: 'refused', icon: WifiOff },
  logged_out: { tone: 'refused', icon: WifiOff },
  blocked: { tone: 'refused', icon: WifiOff },
  paused: { tone: 'waiting', icon: Pause },
  held: { tone: 'waiting', icon: Hourglass },
}

type Props = { readonly instance: InstanceView; readonly now: Date; readonly chip?: boolean }

/** Whether a number sends now, and if not, what kind of standing still it is. */
export function InstanceState({ instance, now, chip = false }: Props) {
  const t = useTranslations('instances.state')
  const { state, pausedAt, heldUntil } = instance
  const held = heldUntil !== null && heldUntil > now
  const word: Word =
    state !== 'connected' ? state : pausedAt !== null ? 'paused' : held ? 'held' : 'connected'
  const { tone, icon } = LOOKS[word]
  return (
    <Status chip={chip} tone={tone} icon={icon}>
      {t(word)}
    </Status>
  )
}
