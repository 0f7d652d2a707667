// app/(auth)/sign-up/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { safePath } from '@/lib/kernel/safe-path'
import { findMember } from '@/lib/platform/session'
import { Heading } from '../heading'
import { SignUpForm } from './sign-up-form'

type Props = { readonly searchParams: Promise<{ next?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signUp')
  return { title: t('title') }
}

export default async function SignUpPage({ searchParams }: Props) {
  const next = safePath((await searchParams).next)
  if ((await findMember()) !== null) redirect(next)
  const t = await getTranslations('auth.signUp')
  return (
    <>
      <Heading title={t('title')}>{t('lead')}</Heading>
      <SignUpForm next={next} />
      <p className="mt-6 text-muted-foreground">
        {t('hasAccount')}{' '}
        <Link href="/sign-in" className="prose-link">
          {t('signIn')}
        </Link>
      </p>
    </>
  )
}
