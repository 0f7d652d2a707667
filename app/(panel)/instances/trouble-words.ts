// app/(panel)/instances/trouble-words.ts
import { getTranslations } from 'next-intl/server'
import type { ChannelTrouble } from '@/lib/notifications/create-instance'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { PRIVATE } from '@/lib/platform/guarded-lookup'

type Trouble =
  | ChannelTrouble
  | { readonly code: 'settings_invalid'; readonly fields: readonly string[] }

/** Beside the field that is to blame, where the channel's answer makes that plain. */
export async function troubleWords(trouble: Trouble): Promise<FormAnswer> {
  const t = await getTranslations('notifications.error')
  if (trouble.code === 'settings_invalid') {
    const wrong = trouble.fields.map((name) => [`settings.${name}`, 'invalid'] as const)
    return { message: t('settings_invalid'), fields: Object.fromEntries(wrong) }
  }
  const { code, detail, field } = trouble
  if (field === null) return { message: t(code, { detail }) }
  const sentence =
    detail === PRIVATE
      ? 'field_private'
      : code === 'channel_refused'
        ? 'field_refused'
        : 'field_unreachable'
  return { fields: { [`settings.${field}`]: t(sentence, { detail }) } }
}
