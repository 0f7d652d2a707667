// messages/request.ts
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { ZONE } from '@/lib/kernel/calendar'
import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE, type Locale } from './locales'

/**
 * Which language a request is answered in. A static page says its own (`setRequestLocale`, or
 * `getTranslations({ locale })`) and nothing of the visitor is read; the panel and the sign-in pages
 * follow the person's choice, then the browser.
 */
export default getRequestConfig(async ({ locale: asked, requestLocale }) => {
  const told = asked ?? (await requestLocale)
  const locale = isLocale(told) ? told : await localeOfVisitor()
  const { default: messages } = await import(`./${locale}.json`)
  return { locale, messages, timeZone: ZONE, now: new Date() }
})

async function localeOfVisitor(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  if (isLocale(chosen)) return chosen
  return fromAcceptLanguage((await headers()).get('accept-language'))
}

/** The first language that we speak, in the visitor's order; any Portuguese is ours. */
function fromAcceptLanguage(header: string | null): Locale {
  for (const part of (header ?? '').split(',')) {
    const language = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (language.startsWith('pt')) return 'pt-BR'
    if (language.startsWith('en')) return 'en'
  }
  return DEFAULT_LOCALE
}
