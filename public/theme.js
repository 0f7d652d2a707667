// public/theme.js
// Runs before the first paint, from a file, so that a strict script policy needs no exception.
;(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1]
    const isDark = chosen === undefined ? dark.matches : chosen === 'dark'
    document.documentElement.classList.toggle('dark', isDark)
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('themechange', apply)
})()
