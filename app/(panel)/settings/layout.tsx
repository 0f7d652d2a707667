// app/(panel)/settings/layout.tsx
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SettingsTabs } from '@/components/accounts/settings-tabs'
import { PageHeader } from '@/components/ui/page-header'

/** The frame alone: each page asks who is calling, because a layout does not run on every visit. */
export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('settings')
  return (
    <>
      <PageHeader title={t('title')} className="mb-3 lg:mb-4" />
      <SettingsTabs />
      <div className="max-w-[880px] pt-5 lg:pt-6">{children}</div>
    </>
  )
}
