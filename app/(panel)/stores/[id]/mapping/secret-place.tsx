// app/(panel)/stores/[id]/mapping/secret-place.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { Mapping } from '@/db/schema/stores'

const PLACES = ['none', 'header', 'query', 'body'] as const
type Place = (typeof PLACES)[number]

const begun = (place: Place): Mapping['secret'] => {
  if (place === 'none') return { in: 'none' }
  if (place === 'body') return { in: 'body', path: [] }
  return { in: place, name: place === 'header' ? 'x-webhook-secret' : 'secret' }
}

type Props = {
  readonly mapping: Mapping
  readonly change: (part: Partial<Mapping>) => void
  readonly pointing: boolean
  readonly point: () => void
  readonly error: string | undefined
  readonly keyForm: ReactNode
}

/** Where a delivery carries the secret that proves its sender. */
export function SecretPlace({ mapping, change, pointing, point, error, keyForm }: Props) {
  const t = useTranslations('stores.mapping')
  const { secret } = mapping
  const sentence = error === undefined ? undefined : t(`error.${error}` as 'error.secret_name')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('secret')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        <div className="grid gap-4 xl:grid-cols-2">
          <Field label={t('secretIn')}>
            <NativeSelect
              value={secret.in}
              onChange={({ target }) => {
                const place = PLACES.find((each) => each === target.value)
                if (place !== undefined) change({ secret: begun(place) })
                if (place === 'body') point()
              }}
            >
              {PLACES.map((place) => (
                <option key={place} value={place}>
                  {t(`place.${place}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {(secret.in === 'header' || secret.in === 'query') && (
            <Field label={t(secret.in === 'header' ? 'headerName' : 'queryName')} error={sentence}>
              <Input
                value={secret.name}
                maxLength={100}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => change({ secret: { in: secret.in, name: target.value } })}
                className="font-mono"
              />
            </Field>
          )}
        </div>
        {secret.in === 'body' && (
          <div>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-mono text-xs">{secret.path.join('.') || t('notPointed')}</span>
              <Button variant="link" onClick={point} aria-pressed={pointing}>
                {t('pointSecret')}
              </Button>
            </p>
            {sentence !== undefined && (
              <p role="alert" className="text-xs text-refused">
                {sentence}
              </p>
            )}
          </div>
        )}
        {secret.in === 'none' ? (
          <p className="max-w-[56ch] text-muted-foreground">{t('secretNone')}</p>
        ) : (
          <>
            <p className="max-w-[56ch] text-muted-foreground">{t('secretKey')}</p>
            {keyForm}
          </>
        )}
      </CardContent>
    </Card>
  )
}
