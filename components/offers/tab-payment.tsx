// components/offers/tab-payment.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { BumpFields } from './bump-fields'
import { ChargeFields } from './charge-fields'
import { CommissionFields } from './commission-fields'
import { useEditor } from './editor-context'
import { EditorSwitch } from './editor-field'
import { InstallmentFields } from './installment-fields'
import { CaptureFields, MethodFields } from './method-fields'
import type { OfferForm } from './offer-form'
import { Section } from './section'
import { UpsellFields } from './upsell-fields'

/** How much, how it is paid, what else is sold with it, and who earns by it. */
export function TabPayment() {
  const t = useTranslations('offers')
  const { id } = useEditor().offer
  const kind = useWatch<OfferForm, 'kind'>({ name: 'kind' })
  return (
    <>
      <Section>
        <ChargeFields />
      </Section>
      {kind === 'one_off' && (
        <Section title={t('section.installments')}>
          <InstallmentFields />
        </Section>
      )}
      <Section title={t('section.methods')}>
        <MethodFields />
        <CaptureFields />
      </Section>
      <Section title={t('section.more')}>
        <BumpFields />
        <UpsellFields />
        <EditorSwitch name="takesCoupons">
          {' '}
          <Link href={`/offers/${id}/coupons`} className="prose-link">
            {t('coupons')}
          </Link>
        </EditorSwitch>
      </Section>
      <Section title={t('section.affiliates')}>
        <CommissionFields />
      </Section>
    </>
  )
}
