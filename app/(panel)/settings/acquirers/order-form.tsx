// app/(panel)/settings/acquirers/order-form.tsx
'use client'

import { ArrowUpDown, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { Form, FormError, FormField } from '@/components/ui/form'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import { chooseAcquirersAction } from './actions'

type Props = { readonly acquirers: readonly AcquirerCard[]; readonly canEdit: boolean }

/** Which acquirer a sale goes to first, and which one when that fails. */
export function OrderForm({ acquirers, canEdit }: Props) {
  const t = useTranslations('settings.acquirers')
  const saved = useTranslations('settings')
  const codeOf = (role: AcquirerCard['role']) =>
    acquirers.find((each) => each.role === role)?.code ?? ''
  const form = useForm({
    defaultValues: { main: codeOf('main'), backup: codeOf('backup') },
    disabled: !canEdit,
  })
  const { onSubmit, busy, message } = useActionForm(form, chooseAcquirersAction, () => {
    toast.success(saved('saved'))
  })
  const options = acquirers.map(({ code, label }) => (
    <option key={code} value={code}>
      {label}
    </option>
  ))
  const swap = () => {
    const { main, backup } = form.getValues()
    if (backup !== '') form.reset({ main: backup, backup: main }, { keepDefaultValues: true })
  }
  const [main, backup] = form.watch(['main', 'backup'])
  // A form that is only looked at has no values of its own.
  const chosen = { main: main ?? codeOf('main'), backup: backup ?? codeOf('backup') }
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Card>
        <CardHeader>
          <CardTitle>{t('order')}</CardTitle>
        </CardHeader>
        <CardContent className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
          <FormField name="main" label={t('main')}>
            {(field) => <NativeSelect {...field}>{options}</NativeSelect>}
          </FormField>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t('swap')}
            onClick={swap}
            disabled={!canEdit || acquirers.length < 2}
            className="justify-self-center max-sm:size-11"
          >
            <ArrowUpDown aria-hidden className="sm:rotate-90" />
          </Button>
          <FormField name="backup" label={t('backup')}>
            {(field) => (
              <NativeSelect {...field}>
                <option value="">{t('noBackup')}</option>
                {options}
              </NativeSelect>
            )}
          </FormField>
          <Apart acquirers={acquirers} {...chosen} />
        </CardContent>
        {canEdit && (
          <CardFooter className="flex-wrap justify-between">
            <span className="text-xs text-muted-foreground">{t('applies')}</span>
            <FormError>{message}</FormError>
            <Button type="submit" busy={busy} className="max-sm:h-11">
              {t('choose')}
            </Button>
          </CardFooter>
        )}
      </Card>
    </Form>
  )
}

type Apart = {
  readonly acquirers: readonly AcquirerCard[]
  readonly main: string
  readonly backup: string
}

/** A sale stays in its environment, so that a backup of another one never takes any. */
function Apart({ acquirers, ...codes }: Apart) {
  const t = useTranslations('settings.acquirers')
  const environmentOf = (code: string) =>
    acquirers.find((each) => each.code === code)?.inUse?.environment
  const main = environmentOf(codes.main)
  const backup = environmentOf(codes.backup)
  if (main === undefined || backup === undefined || main === backup) return null
  return (
    <p role="status" className="flex items-start gap-2 text-sm text-waiting sm:col-span-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t('apart', { main: t(`env.${main}`), backup: t(`env.${backup}`) })}
    </p>
  )
}
