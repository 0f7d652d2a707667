// components/notifications/variable-palette.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CodeChip } from '@/components/ui/code-chip'
import { Input } from '@/components/ui/input'

type Props = { readonly names: readonly string[]; readonly insert: (name: string) => void }

/** Every name a text may use, with what it says; a click puts it where the caret was. */
export function VariablePalette({ names, insert }: Props) {
  const t = useTranslations('notifications.editor')
  const about = useTranslations('notifications.variable')
  const [sought, seek] = useState('')
  const told = names.map((name) => ({ name, says: about(name as Parameters<typeof about>[0]) }))
  const word = sought.trim().toLowerCase()
  const shown = told.filter((one) => `${one.name} ${one.says}`.toLowerCase().includes(word))
  return (
    <details className="rounded-md border">
      <summary className="flex min-h-11 cursor-pointer items-center px-3 text-sm font-medium md:min-h-9">
        {t('variables')}
      </summary>
      <div className="grid gap-3 border-t p-3">
        <Input
          value={sought}
          onChange={(event) => seek(event.target.value)}
          aria-label={t('seek')}
          placeholder={t('seek')}
        />
        <ul className="grid max-h-72 gap-0.5 overflow-y-auto">
          {shown.map(({ name, says }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => insert(name)}
                className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-0.5 rounded-sm px-2 py-1 text-left text-xs hover:bg-muted md:min-h-8"
              >
                <CodeChip>{name}</CodeChip>
                <span className="text-muted-foreground">{says}</span>
              </button>
            </li>
          ))}
          {shown.length === 0 && (
            <li className="text-xs text-muted-foreground">{t('noneFound')}</li>
          )}
        </ul>
        <p className="text-xs text-muted-foreground">{t('sections')}</p>
      </div>
    </details>
  )
}
