// components/layout/remember-choice.ts
/** A choice of how the panel looks, kept in this browser for a year; `public/theme.js` applies it. */
export function rememberChoice(name: 'theme' | 'sidebar' | 'density', value: string | null) {
  const age = value === null ? 0 : 365 * 24 * 60 * 60
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${age}; samesite=lax`
  dispatchEvent(new Event('themechange'))
}

export type Theme = 'system' | 'light' | 'dark'

export function chosenTheme(): Theme {
  const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1]
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export const chooseTheme = (theme: Theme) =>
  rememberChoice('theme', theme === 'system' ? null : theme)
