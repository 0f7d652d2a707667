// app/(auth)/invite/[token]/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { findInvitation } from '@/lib/accounts/find-invitation'
import { tools } from '@/lib/platform/tools'
import { Heading } from '../../heading'
import { ConfirmForm } from './confirm-form'
import { JoinForm } from './join-form'

type Props = { readonly params: Promise<{ token: string }> }

/** The address is the key: it is told to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.invite')
  return { title: t('pageTitle'), referrer: 'no-referrer', robots: { index: false } }
}

export default async function InvitePage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('auth.invite')
  const role = await getTranslations('settings.role')
  const invitation = await findInvitation(tools, token)
  if (invitation === null) {
    return (
      <>
        <Heading title={t('over')}>{t('overBody')}</Heading>
        <Button asChild>
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </>
    )
  }
  const { company, email } = invitation
  const isKnown = invitation.userId !== null
  return (
    <>
      <Heading title={t('title', { company })}>
        {t(isKnown ? 'leadKnown' : 'lead', { email, role: role(invitation.role) })}
      </Heading>
      {isKnown ? (
        <ConfirmForm token={token} email={email} />
      ) : (
        <JoinForm token={token} email={email} />
      )}
    </>
  )
}
