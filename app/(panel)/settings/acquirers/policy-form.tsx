// app/(panel)/settings/acquirers/policy-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toaster'
import type { RoutingPolicy } from '@/lib/accounts/routing-policy'
import { savePolicyAction } from './actions'

type Props = { readonly policy: RoutingPolicy; readonly canEdit: boolean }

const CHOICES = ['failoverOnSilence', 'failoverOnFunds', 'autoSwap'] as const

/** What the backup takes over. Each choice says what it gives and what it costs. */
export function PolicyForm({ policy, canEdit }: Props) {
  const t = useTranslations('settings.acquirers.policy')
  const saved = useTranslations('settings')
  const { failoverOnSilence, failoverOnFunds, autoSwap } = policy
  const form = useForm({ defaultValues: { failoverOnSilence, failoverOnFunds, autoSwap } })
  const { onSubmit, busy, message } = useActionForm(form, savePolicyAction, () => {
    form.reset(form.getValues())
    toast.success(saved('saved'))
  })
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Card>
        <CardHeader>
          <CardTitle>{t('title')}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-5">
          {CHOICES.map((name) => (
            <FormField
              key={name}
              name={name}
              label={t(`${name}.label`)}
              hint={t(`${name}.hint`)}
              className="grid-cols-[minmax(0,1fr)_auto] gap-x-6 [&>button]:row-start-1 [&>button]:col-start-2 [&>p]:max-w-[64ch]"
            >
              {({ value, onChange, ref, name: field }) => (
                <Switch
                  ref={ref}
                  name={field}
                  checked={value}
                  onCheckedChange={onChange}
                  disabled={!canEdit}
                />
              )}
            </FormField>
          ))}
        </CardContent>
        {canEdit && (
          <CardFooter className="flex-wrap justify-between">
            <span className="text-xs text-muted-foreground">{t('applies')}</span>
            <FormError>{message}</FormError>
            <Button
              type="submit"
              busy={busy}
              disabled={!form.formState.isDirty}
              className="max-sm:h-11"
            >
              {t('save')}
            </Button>
          </CardFooter>
        )}
      </Card>
    </Form>
  )
}
