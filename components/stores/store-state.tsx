// components/stores/store-state.tsx
import { Archive, CirclePause, Radio } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { StoreView } from '@/lib/stores/views'

const LOOK = {
  waiting: { tone: 'waiting' },
  active: { tone: 'paid', icon: Radio },
  paused: { tone: 'neutral', icon: CirclePause },
  archived: { tone: 'neutral', icon: Archive },
} as const

export function StoreState({ state, archivedAt }: Pick<StoreView, 'state' | 'archivedAt'>) {
  const t = useTranslations('stores.state')
  const word = archivedAt === null ? state : 'archived'
  return <Status {...LOOK[word]}>{t(word)}</Status>
}
