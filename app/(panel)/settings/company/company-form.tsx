// app/(panel)/settings/company/company-form.tsx
'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'
import { SaveCompanyInput } from '@/lib/accounts/company.schema'
import type { Company } from '@/lib/accounts/views'
import { formatPhone } from '@/lib/kernel/phone'
import { formatTaxId, normalizeTaxId } from '@/lib/kernel/tax-id'
import { saveCompanyAction } from './actions'
import { AddressFields } from './address-fields'

type Props = { readonly company: Company; readonly canEdit: boolean }

export function CompanyForm({ company, canEdit }: Props) {
  const t = useTranslations('settings')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(SaveCompanyInput, undefined, { raw: true }),
    defaultValues: startWith(company),
    disabled: !canEdit,
  })
  const { onSubmit, busy, message } = useActionForm(form, saveCompanyAction, () => {
    const kept = form.getValues()
    form.reset({ ...kept, document: formatTaxId(normalizeTaxId(kept.document)) })
    toast.success(t('saved'))
  })
  const label = (name: 'name' | 'legalName' | 'document' | 'phone' | 'supportEmail') =>
    ({ name, label: t(`company.${name}`), sentence, required: true }) as const
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Card>
        <CardHeader>
          <CardTitle>{t('company.who')}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-5 sm:grid-cols-2">
          <FormField {...label('name')} hint={t('company.nameHint')}>
            {(field) => <Input {...field} autoComplete="organization" />}
          </FormField>
          <FormField {...label('legalName')}>{(field) => <Input {...field} />}</FormField>
          <FormField {...label('document')} hint={t('company.documentHint')}>
            {(field) => <Input {...field} autoCapitalize="characters" className="num" />}
          </FormField>
          <FormField {...label('phone')}>
            {(field) => <Input {...field} type="tel" autoComplete="tel" className="num" />}
          </FormField>
          <FormField {...label('supportEmail')} hint={t('company.supportEmailHint')}>
            {(field) => <Input {...field} type="email" autoComplete="email" />}
          </FormField>
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('company.address')}</CardTitle>
        </CardHeader>
        <CardContent>
          <AddressFields />
        </CardContent>
        {canEdit && (
          <CardFooter className="flex-wrap justify-end">
            <div className="mr-auto">
              <FormError>{message}</FormError>
            </div>
            <Button
              type="submit"
              variant="primary"
              busy={busy}
              className="max-sm:h-11 max-sm:w-full"
            >
              {t('save')}
            </Button>
          </CardFooter>
        )}
      </Card>
    </Form>
  )
}

/** What is kept without punctuation is shown with it. */
const startWith = ({ name, legalName, document, phone, supportEmail, address }: Company) => ({
  name,
  legalName: legalName ?? '',
  document: formatTaxId(document ?? ''),
  phone: formatPhone(phone ?? ''),
  supportEmail: supportEmail ?? '',
  address: {
    zip: (address?.zip ?? '').replace(/^(\d{5})(\d{3})$/, '$1-$2'),
    street: address?.street ?? '',
    number: address?.number ?? '',
    complement: address?.complement ?? '',
    district: address?.district ?? '',
    city: address?.city ?? '',
    state: stateOf(address?.state),
  },
})

/** A state that was never chosen is no state: the form starts with none and asks for one. */
const stateOf = (state: string | undefined) => (state ?? '') as SaveCompanyInput['address']['state']
