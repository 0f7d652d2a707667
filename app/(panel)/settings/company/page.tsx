// app/(panel)/settings/company/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReadOnlyNote } from '@/components/accounts/read-only-note'
import { getCompany } from '@/lib/accounts/views'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { CompanyForm } from './company-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('company') }
}

export default async function CompanyPage() {
  const ctx = await memberContext('/settings/company')
  const canEdit = may(ctx.actor.role, 'settings')
  const t = await getTranslations('settings.company')
  return (
    <>
      <p className="mb-5 max-w-[60ch] text-muted-foreground">{t('lead')}</p>
      {!canEdit && <ReadOnlyNote />}
      <CompanyForm company={await getCompany(ctx)} canEdit={canEdit} />
    </>
  )
}
