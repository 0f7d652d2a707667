// app/(panel)/sales/to-capture/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { after } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import { memberContext } from '@/lib/platform/session'
import { captureSale } from '@/lib/sales/capture-sale'
import { CaptureSalesInput } from '@/lib/sales/to-capture'

export type Captured = {
  /** Those that were not, each with its sentence. */
  readonly failed: Readonly<Record<string, string>>
  readonly message: string
}

/** One after the other, so that one refusal says nothing of the next. */
export async function captureAction(saleIds: readonly string[]): Promise<Captured> {
  const ctx = await memberContext()
  const t = await getTranslations('captures')
  const input = CaptureSalesInput.safeParse({ saleIds })
  if (!input.success) return { failed: {}, message: t('error.invalid') }
  const failed: Record<string, string> = {}
  for (const saleId of input.data.saleIds) {
    const result = await captureSale(ctx, { saleId })
    if (result.ok) continue
    const { error } = result
    failed[saleId] = t(`error.${error.code}`, { said: 'said' in error ? error.said : '' })
  }
  revalidatePath('/sales/to-capture')
  after(() => nudge())
  const wrong = Object.keys(failed).length
  const done = input.data.saleIds.length - wrong
  return { failed, message: t('done', { done, wrong }) }
}
