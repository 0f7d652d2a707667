// components/sales/who-wanted.ts
import { useTranslations } from 'next-intl'
import type { Wanted } from '@/lib/sales/operation-view'

/** Who asked for it: a person by name, a key by its own, or nobody but the rules. */
export function useWhoWanted() {
  const t = useTranslations('sales.detail.who')
  return (by: Wanted) => {
    if (by.kind === 'member') return by.name ?? t('gone')
    if (by.kind === 'api') return t('api', { name: by.name ?? '' })
    return t(by.kind)
  }
}
