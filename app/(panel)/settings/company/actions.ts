// app/(panel)/settings/company/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { SaveCompanyInput } from '@/lib/accounts/company.schema'
import { saveCompany } from '@/lib/accounts/save-company'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { refused } from '../settle'

export async function saveCompanyAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SaveCompanyInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const saved = await saveCompany(ctx, input.data)
  if (!saved.ok) return refused(saved.error.code)
  revalidatePath('/', 'layout') // The company's name stands in the shell.
  return {}
}
