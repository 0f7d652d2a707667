// app/(panel)/settings/security/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CheckButton } from '@/components/security/check-button'
import { PageChecks } from '@/components/security/page-checks'
import { Refusals } from '@/components/security/refusals'
import { ScriptList } from '@/components/security/script-list'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { readPageSecurity } from '@/lib/security/views'
import { checkNowAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('security') }
}

/** Scripts of the payment page: which run, what they are for, and whether they still are the same. */
export default async function SecurityPage() {
  const ctx = await memberContext('/settings/security')
  const [t, { inventory, checks, reports }] = await Promise.all([
    getTranslations('settings.security'),
    readPageSecurity(ctx),
  ])
  const mayCheck = may(ctx.actor.role, 'work')
  return (
    <div className="grid gap-6">
      <p className="max-w-[64ch] text-muted-foreground">{t('lead')}</p>
      <PageChecks checks={checks} action={mayCheck && <CheckButton check={checkNowAction} />} />
      <ScriptList inventory={inventory} />
      <Refusals reports={reports} />
    </div>
  )
}
