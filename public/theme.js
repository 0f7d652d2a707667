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
  // Whether an offer's visitor was asked about measuring: the question stands there from the start, or not.
  const offer = /^\/o\/([A-Z0-9]{6})(?=\/|$)/.exec(location.pathname)?.[1]
  if (offer) {
    try {
      const said = JSON.parse(localStorage.getItem(`campainha.consent.${offer}`))
      root.dataset.consent = said?.until > Date.now() ? (said.yes ? 'yes' : 'no') : 'ask'
    } catch {
      root.dataset.consent = 'ask'
    }
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('themechange', apply)
})()
