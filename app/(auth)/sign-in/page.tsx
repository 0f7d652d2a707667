// app/(auth)/sign-in/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { safePath } from '@/lib/kernel/safe-path'
import { findMember } from '@/lib/platform/session'
import { Heading } from '../heading'
import { SignInForm } from './sign-in-form'

type Props = { readonly searchParams: Promise<{ next?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: Props) {
  const next = safePath((await searchParams).next)
  if ((await findMember()) !== null) redirect(next)
  const t = await getTranslations('auth.signIn')
  return (
    <>
      <Heading title={t('title')}>{t('lead')}</Heading>
      <SignInForm next={next} />
      <p className="mt-6 text-muted-foreground">
        {t('noAccount')}{' '}
        <Link href={withNext('/sign-up', next)} className="prose-link">
          {t('signUp')}
        </Link>
      </p>
    </>
  )
}

const withNext = (path: string, next: string) =>
  next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`
