// components/stores/wizard-name.tsx
import { ArrowLeft } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { WizardFoot, WizardFrame } from './wizard-frame'

type Props = {
  readonly name: string
  readonly wrong: 'name' | 'too_long' | null
  /** Of a store that exists already; before that the answer is in the next step's address. */
  readonly storeId?: string
  readonly rename: (form: FormData) => Promise<void>
}

export function WizardName({ name, wrong, storeId, rename }: Props) {
  const t = useTranslations('stores.wizard')
  return (
    <WizardFrame step="name" title={t('name.title')} lead={t('name.lead')}>
      <Form action={storeId === undefined ? '/stores/new' : rename} className="mt-6">
        {storeId !== undefined && <input type="hidden" name="storeId" value={storeId} />}
        <Field
          label={t('name.field')}
          error={wrong === null ? undefined : t(`name.wrong.${wrong}`)}
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
