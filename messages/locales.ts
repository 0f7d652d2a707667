// messages/locales.ts
export const LOCALES = ['pt-BR', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'pt-BR'
export const LOCALE_COOKIE = 'locale'

export const isLocale = (text: string | undefined): text is Locale =>
  LOCALES.some((locale) => locale === text)
