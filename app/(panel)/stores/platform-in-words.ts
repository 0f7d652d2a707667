// app/(panel)/stores/platform-in-words.ts
import { getTranslations } from 'next-intl/server'
import { findPlatform } from '@/lib/postbacks/registry'

/** As a sentence says it: a system that somebody maps has no name to be called by. */
export async function platformInWords(code: string): Promise<string> {
  const t = await getTranslations('stores')
  const platform = findPlatform(code)
  if (platform === null) return t('native')
  return platform.isReady === undefined ? platform.label : t('anyPlatform')
}
