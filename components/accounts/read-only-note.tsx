// components/accounts/read-only-note.tsx
import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Why nothing here can be pressed, and whom to ask. */
export function ReadOnlyNote({ sentence }: { readonly sentence?: string }) {
  const t = useTranslations('settings')
  return (
    <p className="mb-5 flex items-start gap-2 text-muted-foreground">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
      {sentence ?? t('readOnly')}
    </p>
  )
}
