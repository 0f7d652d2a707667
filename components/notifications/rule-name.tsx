// components/notifications/rule-name.tsx
import { useTranslations } from 'next-intl'

/** What the producer calls a step of a notification. */
export function useRuleName(): (rule: string, step: number) => string {
  const t = useTranslations('notifications.rules.rule')
  return (rule, step) => {
    const key = `${rule}_${step}` as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : rule
  }
}
