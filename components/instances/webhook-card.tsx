// components/instances/webhook-card.tsx
import { useTranslations } from 'next-intl'
import { Card, CardContent } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { FormError } from '@/components/ui/form'
import { RelativeTime } from '@/components/ui/relative-time'

type Props = {
  readonly url: string
  readonly verifyToken: string | null
  readonly heardAt: Date | null
  /** Later than the last one that was believed. */
  readonly distrusted: boolean
  readonly registered: boolean
}

/** Where the channel tells what became of a message, and the proof that it does. */
export function WebhookCard({ url, verifyToken, heardAt, distrusted, registered }: Props) {
  const t = useTranslations('instances.settings')
  return (
    <Card>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <div>
          <h2>{t('webhook')}</h2>
          <p className="mt-0.5 text-xs text-muted-foreground">
            {t('webhookHint', { auto: registered ? 'yes' : 'no' })}
          </p>
        </div>
        <Line label={t('webhookUrl')} text={url} />
        {verifyToken !== null && <Line label={t('webhookToken')} text={verifyToken} />}
        <p className="text-xs text-muted-foreground">
          {t('heard')}:{' '}
          {heardAt === null ? t('heardNever') : <RelativeTime at={heardAt} show="brief" />}
        </p>
        {distrusted && <FormError>{t('distrusted')}</FormError>}
      </CardContent>
    </Card>
  )
}

const Line = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
    <span className="text-xs font-medium">{label}</span>
    <div className="flex items-center gap-2">
      <code className="min-w-0 flex-1 truncate rounded-md bg-muted px-3 py-2 font-mono text-xs">
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  </div>
)
