// app/(panel)/stores/[id]/mapping/presets.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { Mapping } from '@/db/schema/stores'
import type { EditorProps } from './mapping-editor'

type Props = Pick<EditorProps, 'presets' | 'guessed'> & {
  readonly use: (mapping: Mapping) => void
}

/** What was recognised already, and two ways of writing that many systems share. */
export function Presets({ presets, guessed, use }: Props) {
  const t = useTranslations('stores.mapping')
  return (
    <div className="grid gap-2">
      {guessed && <p className="text-muted-foreground">{t('guessed')}</p>}
      <p className="text-muted-foreground">{t('presetLead')}</p>
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:h-11 max-sm:[&>*]:w-full">
        <Button onClick={() => use(presets.slug_in_body)}>{t('presetBody')}</Button>
        <Button onClick={() => use(presets.slug_in_address)}>{t('presetAddress')}</Button>
      </div>
    </div>
  )
}
