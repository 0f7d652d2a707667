// components/contacts/how.ts
import { useTranslations } from 'next-intl'
import type { ContactView } from '@/lib/notifications/contact-views'

type Told = Pick<
  ContactView,
  'optedOutAt' | 'optedOutHow' | 'heardBy' | 'suppressedAt' | 'suppressedHow' | 'blockedAt'
>

/** What keeps somebody from being written to, in one sentence; the strongest first. */
export function useHow(): (contact: Told) => string {
  const t = useTranslations('contacts.how')
  return ({ optedOutAt, optedOutHow, heardBy, suppressedAt, suppressedHow, blockedAt }) => {
    if (suppressedAt !== null) {
      const [kind, file = ''] = (suppressedHow ?? '').split(/:(.*)/s)
      return kind === 'import' ? t('imported', { file }) : t('suppressed')
    }
    if (blockedAt !== null) return t('blocked')
    if (optedOutAt === null) return t('open')
    if (optedOutHow === null)
      return heardBy === null ? t('left') : t('leftAt', { instance: heardBy })
    return heardBy === null
      ? t('said', { words: optedOutHow })
      : t('saidTo', { words: optedOutHow, instance: heardBy })
  }
}

/** Where they agreed to be written to. */
export function useSource(
  platforms: Readonly<Record<string, string>>,
): (source: string | null) => string {
  const t = useTranslations('contacts.source')
  return (source) => {
    const [kind, name = ''] = (source ?? '').split(/:(.*)/s)
    if (kind === 'lead') return t('lead')
    return kind === 'order'
      ? t('order', { platform: platforms[name] ?? name })
      : (source ?? t('unknown'))
  }
}
