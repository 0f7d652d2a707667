// components/notifications/delay-words.ts
import { useTranslations } from 'next-intl'
import type { StepView } from '@/lib/notifications/rule-views'

const MINUTE_MS = 60_000

/** When a step goes out, in words. */
export function useDelayWords(): (delay: StepView['delay']) => string {
  const t = useTranslations('notifications.rules.delays')
  return (delay) => {
    switch (delay.kind) {
      case 'after': {
        const minutes = Math.round(delay.ms / MINUTE_MS)
        if (minutes === 0) return t('now')
        if (minutes % 1_440 === 0) return t('days', { n: minutes / 1_440 })
        if (minutes % 60 === 0) return t('hours', { n: minutes / 60 })
        return t('minutes', { n: minutes })
      }
      case 'before_expiry':
        return t('before_expiry', { n: Math.round(delay.ms / MINUTE_MS) })
      case 'due_day':
        return t(delay.daysBefore === 0 ? 'due_day' : 'due_day_before', { at: delay.at })
      case 'next_day':
        return t('next_day', { at: delay.at })
    }
  }
}
