// components/layout/theme-button.tsx
'use client'

import { Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { chooseTheme } from './remember-choice'

/** Light and dark; the account menu also knows "as the system does". */
export function ThemeButton() {
  const t = useTranslations('shell')
  return (
    <button
      type="button"
      aria-label={t('theme.toggle')}
      onClick={() => {
        const isDark = document.documentElement.classList.contains('dark')
        chooseTheme(isDark ? 'light' : 'dark')
      }}
      className={iconButton}
    >
      <Sun aria-hidden strokeWidth={1.75} className="size-5 dark:hidden" />
      <Moon aria-hidden strokeWidth={1.75} className="hidden size-5 dark:block" />
    </button>
  )
}

export const iconButton =
  'relative grid size-9 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground data-[state=open]:bg-muted'
