// app/(panel)/settings/acquirers/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { chooseAcquirers } from '@/lib/accounts/choose-acquirers'
import { closeBreaker } from '@/lib/accounts/close-breaker'
import { connectorOf } from '@/lib/accounts/connectors'
import { examplesOf } from '@/lib/accounts/credential-fields'
import {
  ChooseAcquirersInput,
  SaveCredentialsInput,
  SavePolicyInput,
} from '@/lib/accounts/credentials.schema'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { savePolicy } from '@/lib/accounts/save-policy'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { submitTestSale } from '@/lib/sales/submit-test-sale'
import { SubmitTestSaleInput } from '@/lib/sales/submit-test-sale.schema'
import { type TestSaleView, toTestSaleView } from '@/lib/sales/test-sale-view'
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

export async function closeBreakerAction(acquirer: string): Promise<FormAnswer> {
  const closed = await closeBreaker(await memberContext(), acquirer)
  return closed.ok ? shown() : refused(closed.error.code)
}

export async function savePolicyAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SavePolicyInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const saved = await savePolicy(ctx, input.data)
  return saved.ok ? shown() : refused(saved.error.code)
}

/** Waits as long as a buyer would: a card that times out is what some come to see. */
export async function submitTestSaleAction(
  values: unknown,
): Promise<FormAnswer & { readonly result?: TestSaleView }> {
  const ctx = await memberContext()
  const input = SubmitTestSaleInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const made = await submitTestSale(ctx, input.data)
  if (!made.ok) return refused(made.error.code)
  revalidatePath('/settings/acquirers')
  return { result: toTestSaleView(made.value) }
}

/** The header shows the acquirers on every page. */
function shown(): FormAnswer {
  revalidatePath('/', 'layout')
  return {}
}
