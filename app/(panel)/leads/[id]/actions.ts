// app/(panel)/leads/[id]/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { Id } from '@/lib/kernel/ids'
import { eraseLead } from '@/lib/leads/erase-lead'
import { memberContext } from '@/lib/platform/session'

/** Null when it is done, else why not. */
export async function eraseLeadAction(leadId: string): Promise<string | null> {
  const ctx = await memberContext()
  const done = await eraseLead(ctx, { leadId: leadId as Id<'lead'> })
  if (!done.ok) return (await getTranslations('leads.error'))(done.error.code)
  revalidatePath('/leads', 'layout')
  return null
}
