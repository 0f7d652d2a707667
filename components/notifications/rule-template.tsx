// components/notifications/rule-template.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { Badge } from '@/components/ui/badge'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { ApprovedTemplate } from '@/lib/notifications/rule-history'
import type { RuleValues } from './rule-values'
import { useWrong } from './use-wrong'

type Props = {
  readonly templates: readonly ApprovedTemplate[]
  readonly variables: readonly string[]
}

/** The approved text of the official channel, which takes nothing else when nobody wrote for a day. */
export function RuleTemplate({ templates, variables }: Props) {
  const t = useTranslations('notifications.editor.cloud')
  const { watch } = useFormContext<RuleValues>()
  const [on, name, language, parameters] = watch([
    'template.on',
    'template.name',
    'template.language',
    'template.parameters',
  ])
  const known = templates.find((each) => each.name === name && each.language === language)
  const given = parameters.split(/[\s,]+/).filter((each) => each !== '').length
  return (
    <>
      <FormField name="template.on" label={t('title')} hint={t('hint')}>
        {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
      </FormField>
      {on && <TemplateFields templates={templates} variables={variables} />}
      {on && known !== undefined && (
        <div className="grid gap-2 rounded-md border p-3 text-xs">
          <p className="flex flex-wrap items-center gap-2">
            <Badge>{t(`state.${known.state}`)}</Badge>
            {known.reason !== null && <span className="text-refused">{known.reason}</span>}
          </p>
          <p className="whitespace-pre-line text-muted-foreground">{known.body}</p>
          {known.parameters !== given && (
            <p role="alert" className="font-medium text-refused">
              {t('count', { asked: known.parameters, given })}
            </p>
          )}
        </div>
      )}
      {on && known === undefined && (
        <p className="text-xs text-muted-foreground">
          {templates.length === 0 ? t('noList') : t('notFound')}
        </p>
      )}
    </>
  )
}

function TemplateFields({ templates, variables }: Props) {
  const t = useTranslations('notifications.editor.cloud')
  const sentence = useWrong()
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_100px_150px]">
        <FormField name="template.name" label={t('name')} sentence={sentence}>
          {(field) => <Input {...field} list="cloud-templates" spellCheck={false} />}
        </FormField>
        <FormField name="template.language" label={t('language')} sentence={sentence}>
          {(field) => <Input {...field} spellCheck={false} />}
        </FormField>
        <FormField name="template.category" label={t('category')}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="UTILITY">{t('utility')}</option>
              <option value="MARKETING">{t('marketing')}</option>
            </NativeSelect>
          )}
        </FormField>
      </div>
      <datalist id="cloud-templates">
        {templates.map((each) => (
          <option key={`${each.name} ${each.language}`} value={each.name} />
        ))}
      </datalist>
      <FormField
        name="template.parameters"
        label={t('parameters')}
        hint={t('parametersHint')}
        sentence={sentence}
      >
        {(field) => (
          <Textarea
            {...field}
            rows={3}
            spellCheck={false}
            className="font-mono text-xs max-md:text-base"
          />
        )}
      </FormField>
      <FormField
        name="template.button"
        label={t('button')}
        hint={t('buttonHint')}
        sentence={sentence}
      >
        {(field) => (
          <NativeSelect {...field}>
            <option value="">{t('noButton')}</option>
            {variables
              .filter((name) => name.endsWith('url'))
              .map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
          </NativeSelect>
        )}
      </FormField>
    </>
  )
}
