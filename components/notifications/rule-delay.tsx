// components/notifications/rule-delay.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { MINUTES_IN, type RuleValues } from './rule-values'
import { useWrong } from './use-wrong'

const KINDS = ['after', 'before_expiry', 'due_day', 'next_day'] as const
const UNITS = Object.keys(MINUTES_IN) as (keyof typeof MINUTES_IN)[]

/** When it goes out, in which lane, and whether it wins a sale back or tells what was bought. */
export function RuleDelay() {
  const t = useTranslations('notifications.editor.when')
  return (
    <>
      <h2 className="text-sm font-semibold">{t('title')}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="delay.kind" label={t('kind')}>
          {(field) => (
            <NativeSelect {...field}>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        <Amount />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="kind" label={t('nature')} hint={t('natureHint')}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="recovery">{t('recovery')}</option>
              <option value="transactional">{t('transactional')}</option>
            </NativeSelect>
          )}
        </FormField>
        <FormField name="lane" label={t('lane')} hint={t('laneHint')}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="normal">{t('lanes.normal')}</option>
              <option value="now">{t('lanes.now')}</option>
            </NativeSelect>
          )}
        </FormField>
      </div>
    </>
  )
}

/** What each way of counting still has to know. */
function Amount() {
  const t = useTranslations('notifications.editor.when')
  const sentence = useWrong()
  const { watch, register } = useFormContext<RuleValues>()
  const kind = watch('delay.kind')
  if (kind === 'next_day') return <At />
  if (kind === 'due_day') {
    return (
      <div className="grid grid-cols-2 gap-3">
        <FormField name="delay.daysBefore" label={t('daysBefore')} sentence={sentence}>
          {(field) => <Input {...field} inputMode="numeric" className="num" />}
        </FormField>
        <At />
      </div>
    )
  }
  return (
    <div className="grid gap-3">
      <FormField name="delay.amount" label={t(kind)} sentence={sentence}>
        {(field) => (
          <span className="flex gap-2">
            <Input {...field} inputMode="numeric" className="num w-24" />
            <NativeSelect {...register('delay.unit')} aria-label={t('unit')} className="flex-1">
              {UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`units.${unit}`)}
                </option>
              ))}
            </NativeSelect>
          </span>
        )}
      </FormField>
      {kind === 'before_expiry' && (
        <FormField name="delay.ifItLives" label={t('ifItLives')} sentence={sentence}>
          {(field) => <Input {...field} inputMode="numeric" className="num w-24" />}
        </FormField>
      )}
    </div>
  )
}

function At() {
  const t = useTranslations('notifications.editor.when')
  const sentence = useWrong()
  return (
    <FormField name="delay.at" label={t('at')} hint={t('atHint')} sentence={sentence}>
      {(field) => <Input {...field} type="time" className="num" />}
    </FormField>
  )
}
