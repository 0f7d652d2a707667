// components/stores/raw-body.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

type Props = { readonly body: string; readonly unmasked: boolean; readonly toggle: ReactNode }

/** The body as it came, easier to read. What is hidden stays hidden when it is copied. */
export function RawBody({ body, unmasked, toggle }: Props) {
  const t = useTranslations('stores.postback')
  return (
    <Card aria-label={t('raw')}>
      <CardHeader className="flex-wrap pb-4">
        <div>
          <CardTitle>{t('raw')}</CardTitle>
          <CardDescription>{t(unmasked ? 'shown' : 'masked')}</CardDescription>
        </div>
        <span className="flex items-center gap-2">
          {toggle}
          <CopyButton text={body} label={t('copy')} />
        </span>
      </CardHeader>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[560px] overflow-auto border-t p-4 font-mono text-xs/5 break-words whitespace-pre-wrap lg:px-5"
      >
        {body}
      </pre>
    </Card>
  )
}
