// components/instances/cause-words.ts
import { useTranslations } from 'next-intl'

/** What a channel said of a line that is off: its code with our words, or its own words. */
export function useCauseWords(): (cause: string) => string {
  const t = useTranslations('instances.causes')
  return (cause) => {
    const key = `code${cause}` as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : cause
  }
}
