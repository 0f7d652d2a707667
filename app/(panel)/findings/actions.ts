// app/(panel)/findings/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { after } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import { FindingId, ResolveFindingInput, resolveFinding } from '@/lib/payments/resolve-finding'
import { memberContext } from '@/lib/platform/session'
import { askAboutFinding } from '@/lib/sales/ask-about-finding'

export type Done = { readonly ok: boolean; readonly message: string }

/** The same question that the sweeper asks in its time, now. */
export async function askAgainAction(id: string): Promise<Done> {
  const ctx = await memberContext()
  const t = await getTranslations('findings')
  const findingId = FindingId.safeParse(id)
  if (!findingId.success) return { ok: false, message: t('error.finding_not_found') }
  const asked = await askAboutFinding(ctx, findingId.data)
  settle()
  if (asked.ok) return { ok: asked.value !== 'unanswered', message: t(`asked.${asked.value}`) }
  const seconds = 'retryAfterSeconds' in asked.error ? asked.error.retryAfterSeconds : 0
  return { ok: false, message: t(`error.${asked.error.code}`, { seconds }) }
}

export async function resolveAction(id: string, note: string): Promise<Done> {
  const ctx = await memberContext()
  const t = await getTranslations('findings')
  const input = ResolveFindingInput.safeParse({ findingId: id, note })
  if (!input.success) {
    const isNote = input.error.issues.some(({ path }) => path[0] === 'note')
    return { ok: false, message: t(isNote ? 'resolve.wrong' : 'error.finding_not_found') }
  }
  const resolved = await resolveFinding(ctx, input.data)
  settle()
  return resolved.ok
    ? { ok: true, message: t('resolve.done') }
    : { ok: false, message: t(`error.${resolved.error.code}`) }
}

function settle() {
  revalidatePath('/findings')
  after(() => nudge())
}
