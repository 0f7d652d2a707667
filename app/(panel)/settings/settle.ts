// app/(panel)/settings/settle.ts
import { getTranslations } from 'next-intl/server'
import type { FormAnswer } from '@/lib/platform/form-answer'

type PlainCode =
  | 'not_allowed'
  | 'unknown_acquirer'
  | 'simulator_off'
  | 'tests_in_production'
  | 'no_test_credentials'
  | 'method_not_offered'
  | 'test_card_not_offered'
  | 'installments_not_offered'
  | 'acquirer_without_credentials'
  | 'same_acquirer'
  | 'api_key_not_found'
  | 'already_member'
  | 'invitation_not_found'
  | 'member_not_found'
  | 'last_owner'
  | 'wrong_password'

/** The sentence for a refusal of a settings use case. */
export async function refused(code: PlainCode): Promise<FormAnswer> {
  const t = await getTranslations('settings.error')
  return { message: t(code) }
}
