// app/(panel)/settings/api-keys/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApiKeysTable } from '@/components/accounts/api-keys-table'
import { ReadOnlyNote } from '@/components/accounts/read-only-note'
import { listApiKeys } from '@/lib/accounts/views'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { revokeApiKeyAction } from './actions'
import { NewKey } from './new-key'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('api-keys') }
}

export default async function ApiKeysPage() {
  const ctx = await memberContext('/settings/api-keys')
  const canEdit = may(ctx.actor.role, 'team')
  const t = await getTranslations('settings.apiKeys')
  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-[60ch] text-muted-foreground">{t('lead')}</p>
        {canEdit && <NewKey />}
      </div>
      {!canEdit && <ReadOnlyNote sentence={t('ownersOnly')} />}
      <ApiKeysTable keys={await listApiKeys(ctx)} revoke={canEdit ? revokeApiKeyAction : null} />
    </>
  )
}
