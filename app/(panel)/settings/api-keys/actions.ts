// app/(panel)/settings/api-keys/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { CreateApiKeyInput } from '@/lib/accounts/api-key.schema'
import { createApiKey } from '@/lib/accounts/create-api-key'
import { revokeApiKey } from '@/lib/accounts/revoke-api-key'
import { ApiKeyId } from '@/lib/accounts/team.schema'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { refused } from '../settle'

/** The only time the key itself leaves the server. */
export async function createApiKeyAction(
  values: unknown,
): Promise<FormAnswer & { readonly key?: string }> {
  const ctx = await memberContext()
  const input = CreateApiKeyInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const created = await createApiKey(ctx, input.data)
  if (!created.ok) return refused(created.error.code)
  revalidatePath('/settings/api-keys')
  return { key: created.value.key }
}

export async function revokeApiKeyAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const apiKeyId = ApiKeyId.safeParse(id)
  if (!apiKeyId.success) return refused('api_key_not_found')
  const revoked = await revokeApiKey(ctx, apiKeyId.data)
  if (!revoked.ok) return refused(revoked.error.code)
  revalidatePath('/settings/api-keys')
  return {}
}
