// components/stores/grace-select.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { NativeSelect } from '@/components/ui/native-select'
import type { Grace } from '@/lib/stores/grace'

const CHOICES: readonly Grace[] = ['24h', '7d', '1h', 'none']

/** How long what is replaced goes on working. */
export function GraceSelect(props: ComponentProps<typeof NativeSelect>) {
  const t = useTranslations('stores.grace')
  return (
    <NativeSelect {...props}>
      {CHOICES.map((grace) => (
        <option key={grace} value={grace}>
          {t(grace)}
        </option>
      ))}
    </NativeSelect>
  )
}
