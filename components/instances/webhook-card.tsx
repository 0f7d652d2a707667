// components/instances/webhook-card.tsx
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

/** Where the channel tells what became of a message; the address is the secret. */
export function WebhookCard({ url }: { readonly url: string }) {
  const t = useTranslations('instances.pace')
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-1 p-4 lg:p-5">
      <h2 className="text-sm tracking-normal">{t('webhook')}</h2>
      <p className="text-xs text-muted-foreground">{t('webhookHint')}</p>
      <div className="mt-1 flex items-center gap-2">
        <code className="min-w-0 flex-1 truncate rounded-md bg-muted px-3 py-2 font-mono text-xs">
          {url}
        </code>
        <CopyButton text={url} label={t('webhook')} />
      </div>
    </Card>
  )
}
