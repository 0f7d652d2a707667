// components/offers/tab-integrations.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { EditorField, EditorGroup } from './editor-field'
import { Section } from './section'

const TRACKERS = ['ga4', 'metaPixel', 'googleAds'] as const
const EXAMPLE = {
  ga4: 'G-AB12CD34EF',
  metaPixel: '123456789012345',
  googleAds: 'AW-123456789/abCD',
  bell: 'https://api.example.com/bell',
}

/** Who else is told: the producer's own system at each change, and what measures the visits. */
export function TabIntegrations() {
  const t = useTranslations('offers')
  return (
    <>
      <Section title={t('section.bell')}>
        <EditorField name="bellUrl">
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              autoComplete="off"
              placeholder={EXAMPLE.bell}
            />
          )}
        </EditorField>
      </Section>
      <Section title={t('section.measure')}>
        <EditorGroup name="trackers">
          {({ value, onChange, disabled }, errors) => (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
              {TRACKERS.map((name) => (
                <Field
                  key={name}
                  label={t(`tracker.${name}.label`)}
                  help={t(`tracker.${name}.help`)}
                  error={errors[name] && t(`tracker.${name}.error`)}
                >
                  <Input
                    value={value[name]}
                    placeholder={EXAMPLE[name]}
                    disabled={disabled}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={(event) => onChange({ ...value, [name]: event.target.value })}
                  />
                </Field>
              ))}
            </div>
          )}
        </EditorGroup>
      </Section>
    </>
  )
}
