// app/(panel)/settings/account/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { signOutEverywhereAction } from '@/app/(panel)/actions'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Row, Rows } from '@/components/ui/rows'
import { getViewer, type Viewer } from '@/lib/accounts/views'
import { memberContext } from '@/lib/platform/session'
import { openAccountAction } from './actions'
import { PasswordForm } from './password-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('account') }
}

export default async function AccountPage() {
  const viewer = await getViewer(await memberContext('/settings/account'))
  const t = await getTranslations('settings.account')
  return (
    <div className="grid gap-5">
      <Card>
        <CardHeader>
          <CardTitle>{t('password')}</CardTitle>
        </CardHeader>
        <CardContent>
          <p className="mb-4 text-muted-foreground">{t('changeBody')}</p>
          <PasswordForm email={viewer.email} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('sessions')}</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-[56ch] text-muted-foreground">{t('sessionsBody')}</p>
          <form action={signOutEverywhereAction} className="max-sm:w-full">
            <Button type="submit" variant="danger" className="max-sm:h-11 max-sm:w-full">
              {t('signOutEverywhere')}
            </Button>
          </form>
        </CardContent>
      </Card>
      {viewer.accounts.length > 1 && <Companies viewer={viewer} />}
    </div>
  )
}

async function Companies({ viewer }: { readonly viewer: Viewer }) {
  const t = await getTranslations('settings.account')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('companies')}</CardTitle>
      </CardHeader>
      <Rows className="mt-3 border-t">
        {viewer.accounts.map(({ id, name }) => (
          <Row key={id} className="flex items-center justify-between gap-3">
            <span className="min-w-0 truncate font-medium">{name}</span>
            {id === viewer.accountId ? (
              <span className="text-muted-foreground">{t('here')}</span>
            ) : (
              <form action={openAccountAction.bind(null, id)}>
                <Button type="submit" size="sm">
                  {t('open')}
                </Button>
              </form>
            )}
          </Row>
        ))}
      </Rows>
    </Card>
  )
}
