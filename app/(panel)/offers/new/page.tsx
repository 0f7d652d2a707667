// app/(panel)/offers/new/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewOfferForm } from '@/components/offers/new-offer-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { memberContext } from '@/lib/platform/session'
import { createOfferAction } from './actions'
import { TEMPLATES } from './starting-fields'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers.new')
  return { title: t('title') }
}

export default async function NewOfferPage() {
  await memberContext('/offers/new')
  const t = await getTranslations('offers.new')
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={{ href: '/offers', label: t('back') }}
      />
      <Card className="p-4 lg:p-5">
        <NewOfferForm templates={TEMPLATES} create={createOfferAction} />
      </Card>
    </div>
  )
}
