// components/layout/preferences.tsx
'use client'

import { LogOut, MonitorSmartphone } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { LOCALES, type Locale } from '@/messages/locales'
import { chooseTheme, chosenTheme, type Theme } from './remember-choice'

/** What the panel can be asked to do about the person who is in it. */
export type AccountActions = {
  readonly chooseLocale: (locale: Locale) => Promise<void>
  readonly signOut: () => Promise<void>
  readonly signOutEverywhere: () => Promise<void>
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export function ThemeChoice() {
  const t = useTranslations('shell.theme')
  // Rendered only inside what a person opened, so there is a document to ask.
  const [theme, setTheme] = useState(chosenTheme)
  return (
    <Segmented
      label={t('label')}
      value={theme}
      onChange={(next) => {
        setTheme(next)
        chooseTheme(next)
      }}
      options={THEMES.map((value) => ({ value, label: t(value) }))}
      className="flex *:flex-1"
    />
  )
}

export function LanguageChoice({ choose }: { readonly choose: AccountActions['chooseLocale'] }) {
  const t = useTranslations('shell.language')
  return (
    <Segmented
      label={t('label')}
      value={useLocale()}
      onChange={choose}
      options={LOCALES.map((value) => ({ value, label: t(value) }))}
      className="flex *:flex-1"
    />
  )
}

const leave =
  'flex h-11 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-muted md:h-9 [&_svg]:size-4 [&_svg]:text-muted-foreground'

/** The foot of the account menu, and of "more" on a phone. */
export function Preferences({ actions }: { readonly actions: AccountActions }) {
  const t = useTranslations('shell.account')
  return (
    <>
      <div className="grid gap-2 px-2 py-2">
        <ThemeChoice />
        <LanguageChoice choose={actions.chooseLocale} />
      </div>
      <form action={actions.signOut}>
        <button type="submit" className={leave}>
          <LogOut aria-hidden />
          {t('signOut')}
        </button>
      </form>
      <form action={actions.signOutEverywhere}>
        <button type="submit" className={leave}>
          <MonitorSmartphone aria-hidden />
          {t('signOutEverywhere')}
        </button>
      </form>
    </>
  )
}
