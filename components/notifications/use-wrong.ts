// components/notifications/use-wrong.ts
import { useTranslations } from 'next-intl'

/** The sentence of a refused field; what has none of its own is to be looked at. */
export function useWrong(): (word: string) => string {
  const t = useTranslations('notifications.wrong')
  return (word) => {
    const key = word as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : t('wrong')
  }
}
