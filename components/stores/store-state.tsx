// components/stores/store-state.tsx
import { CirclePause, Radio } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { StoreView } from '@/lib/stores/views'

const LOOK = {
  waiting: { tone: 'waiting' },
  active: { tone: 'paid', icon: Radio },
  paused: { tone: 'neutral', icon: CirclePause },
} as const

export function StoreState({ state }: Pick<StoreView, 'state'>) {
  const t = useTranslations('stores.state')
  return <Status {...LOOK[state]}>{t(state)}</Status>
}
