// components/notifications/rule-name.tsx
import { useTranslations } from 'next-intl'

/** What the producer calls a step of a notification; one that a person added goes by its number. */
export function useRuleName(): (rule: string, step: number) => string {
  const t = useTranslations('notifications.rules')
  return (rule, step) => {
    const key = `rule.${rule}_${step}` as Parameters<typeof t>[0]
    if (t.has(key)) return t(key)
    const first = `rule.${rule}_1` as Parameters<typeof t>[0]
    return t.has(first) ? t('further', { name: t(first), n: step }) : rule
  }
}
