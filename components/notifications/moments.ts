// components/notifications/moments.ts
import { useTranslations } from 'next-intl'

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

/** How far a moment is from now, in words, either way. */
export function useDistance(): (at: Date, now: Date) => string {
  const t = useTranslations('notifications')
  return (at, now) => {
    const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
    const size = Math.abs(seconds)
    const way = seconds >= 0 ? 'in' : 'ago'
    if (size < 5 || (way === 'ago' && size < MINUTE_S)) return t(`${way}.now`)
    if (way === 'in' && size < MINUTE_S) return t('in.seconds', { n: size })
    if (size < HOUR_S) return t(`${way}.minutes`, { n: Math.round(size / MINUTE_S) })
    if (size < DAY_S) return t(`${way}.hours`, { n: Math.round(size / HOUR_S) })
    return t(`${way}.days`, { n: Math.round(size / DAY_S) })
  }
}
