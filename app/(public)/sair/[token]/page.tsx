// app/(public)/sair/[token]/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LeaveForm } from '@/components/instances/leave-form'
import { readLeaveToken } from '@/lib/notifications/leave-link'
import { tools } from '@/lib/platform/tools'
import { leaveAction } from './actions'

type Props = { readonly params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leave'))('title'), robots: { index: false } }
}

/** Opened from a mail: opening alone does nothing, for machines open links too. */
export default async function LeavePage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('leave')
  const leaver = readLeaveToken(tools, token)
  return (
    <main className="mx-auto grid min-h-dvh max-w-[480px] content-center gap-4 p-6">
      {leaver === null ? (
        <>
          <h1>{t('unknown')}</h1>
          <p className="text-muted-foreground">{t('unknownBody')}</p>
        </>
      ) : (
        <>
          <h1>{t('title')}</h1>
          <LeaveForm address={leaver.address} action={leaveAction.bind(null, token)} />
        </>
      )}
    </main>
  )
}
