// components/stores/wizard-name.tsx
import { ArrowLeft } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { WizardFoot, WizardFrame } from './wizard-frame'

/** Its answer is in the address of the next step: nothing exists yet that could be left half done. */
export function WizardName({ name, wrong }: { readonly name: string; readonly wrong: boolean }) {
  const t = useTranslations('stores.wizard')
  return (
    <WizardFrame step="name" title={t('name.title')} lead={t('name.lead')}>
      <Form action="/stores/new" className="mt-6">
        <Field
          label={t('name.field')}
          error={wrong ? t('name.wrong') : undefined}
          required
          labelHidden
        >
          <Input
            name="name"
            defaultValue={name}
            placeholder={t('name.placeholder')}
            maxLength={80}
            autoComplete="off"
            autoFocus
            className="h-12 text-base md:h-12"
          />
        </Field>
        <WizardFoot>
          <Button asChild variant="ghost">
            <Link href="/stores">
              <ArrowLeft aria-hidden />
              {t('back')}
            </Link>
          </Button>
          <Button type="submit" variant="primary" className="max-md:h-11">
            {t('next')}
          </Button>
        </WizardFoot>
      </Form>
    </WizardFrame>
  )
}
