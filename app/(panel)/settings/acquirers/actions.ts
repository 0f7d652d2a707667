// app/(panel)/settings/acquirers/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { chooseAcquirers } from '@/lib/accounts/choose-acquirers'
import { connectorOf } from '@/lib/accounts/connectors'
import { examplesOf } from '@/lib/accounts/credential-fields'
import { ChooseAcquirersInput, SaveCredentialsInput } from '@/lib/accounts/credentials.schema'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { refused } from '../settle'

export async function saveCredentialsAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SaveCredentialsInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const saved = await saveCredentials(ctx, input.data)
  if (saved.ok) return shown()
  const { error } = saved
  switch (error.code) {
    case 'wrong_form':
      return {
        fields: Object.fromEntries(error.fields.map((name) => [`values.${name}`, 'credential'])),
      }
    case 'credentials_refused':
    case 'acquirer_unreachable': {
      const t = await getTranslations('settings.error')
      const label = connectorOf(input.data.acquirer)?.label ?? ''
      return { message: t(error.code, { label, said: error.said }) }
    }
    default:
      return refused(error.code)
  }
}

/** One click: the simulator takes any credentials of the right form. */
export async function useSimulatorAction(acquirer: string): Promise<FormAnswer> {
  return saveCredentialsAction({
    acquirer,
    environment: 'simulator',
    values: examplesOf(acquirer),
  })
}

export async function chooseAcquirersAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = ChooseAcquirersInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const chosen = await chooseAcquirers(ctx, input.data)
  return chosen.ok ? shown() : refused(chosen.error.code)
}

/** The header shows the acquirers on every page. */
function shown(): FormAnswer {
  revalidatePath('/', 'layout')
  return {}
}
