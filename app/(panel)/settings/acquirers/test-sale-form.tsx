// app/(panel)/settings/acquirers/test-sale-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Segmented } from '@/components/ui/segmented'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import { readReais } from '@/lib/kernel/money'
import type { TestSaleView } from '@/lib/sales/test-sale-view'
import { submitTestSaleAction } from './actions'

type Props = {
  readonly acquirer: AcquirerCard
  readonly done: (result: TestSaleView) => void
}

const INSTALLMENTS = Array.from({ length: 12 }, (_, i) => i + 1)

export function TestSaleForm({ acquirer, done }: Props) {
  const t = useTranslations('settings.acquirers.test')
  const sentence = useFieldSentence()
  const { code, methods, trials } = acquirer
  const form = useForm({
    defaultValues: {
      method: methods[0] ?? 'card',
      card: trials[0] ?? 'approved',
      amount: '25,00',
      installments: '1',
      bellUrl: '',
    },
  })
  const method = form.watch('method')
  const onSubmit = form.handleSubmit(async (values) => {
    const amount = readReais(values.amount)
    if (amount === null) {
      return form.setError('amount', { message: 'test_amount' }, { shouldFocus: true })
    }
    const answer = await submitTestSaleAction({ ...values, acquirer: code, amount })
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path as 'amount', { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.result !== undefined) done(answer.result)
  })
  const { isSubmitting, errors } = form.formState
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="method" label={t('method')}>
        {({ value, onChange }) => (
          <Segmented
            label={t('method')}
            value={value}
            onChange={onChange}
            options={methods.map((each) => ({ value: each, label: t(`methods.${each}`) }))}
            className="justify-self-start"
          />
        )}
      </FormField>
      {method === 'card' && (
        <FormField name="card" label={t('card')} hint={t('cardHint')}>
          {(field) => (
            <NativeSelect {...field}>
              {trials.map((each) => (
                <option key={each} value={each}>
                  {t(`cards.${each}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
      )}
      <div className="grid grid-cols-2 gap-4">
        <FormField name="amount" label={t('amount')} sentence={sentence} required>
          {(field) => <Input {...field} inputMode="decimal" autoComplete="off" className="num" />}
        </FormField>
        {method === 'card' && (
          <FormField name="installments" label={t('installments')}>
            {(field) => (
              <NativeSelect {...field}>
                {INSTALLMENTS.map((each) => (
                  <option key={each} value={each}>
                    {t('times', { count: each })}
                  </option>
                ))}
              </NativeSelect>
            )}
          </FormField>
        )}
      </div>
      <FormField name="bellUrl" label={t('bell')} hint={t('bellHint')} sentence={sentence}>
        {(field) => <Input {...field} type="url" autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormError>{errors.root?.message}</FormError>
      <DialogFooter>
        <Button type="submit" variant="primary" busy={isSubmitting} className="max-sm:h-11">
          {t(isSubmitting ? 'sending' : 'send')}
        </Button>
      </DialogFooter>
    </Form>
  )
}
