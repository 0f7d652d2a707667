// public/theme.js
// Runs before the first paint, from a file, so that a strict script policy needs no exception.
;(() => {
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1]
    root.classList.toggle('dark', chosen === undefined ? dark.matches : chosen === 'dark')
    if (/(?:^|; )sidebar=icons/.test(document.cookie)) root.dataset.sidebar = 'icons'
    else delete root.dataset.sidebar
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('themechange', apply)
})()
