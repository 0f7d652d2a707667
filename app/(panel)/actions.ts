// app/(panel)/actions.ts
'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOutEverywhere } from '@/lib/accounts/sign-out-everywhere'
import { endSession, memberContext } from '@/lib/platform/session'
import { isLocale, LOCALE_COOKIE } from '@/messages/locales'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Setting the cookie renders the page again, in the new language. */
export async function chooseLocaleAction(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax' })
}

export async function signOutAction(): Promise<void> {
  await endSession()
  redirect('/sign-in')
}

export async function signOutEverywhereAction(): Promise<void> {
  await signOutEverywhere(await memberContext())
  await endSession()
  redirect('/sign-in')
}
