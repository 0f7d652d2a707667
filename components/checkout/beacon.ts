// components/checkout/beacon.ts
import { readAttribution } from './attribution'

type Kind = 'view' | 'checkout'

/**
 * Tells our own server that the page was seen, and when somebody first types into its form. Nothing
 * is kept on the device for it. A page made ahead counts when it is shown; one that comes back out
 * of the browser's memory counts as the reload it spares.
 */
export function startBeacon(code: string): () => void {
  if (navigator.webdriver) return () => undefined
  const until = new AbortController()
  const options = { signal: until.signal }
  const tell = (kind: Kind) => {
    const body = JSON.stringify({ code, kind, ...readAttribution(code) })
    navigator.sendBeacon('/api/beacon', body)
  }
  const view = () => tell('view')
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', view, { ...options, once: true })
  } else view()
  addEventListener('pageshow', ({ persisted }) => persisted && view(), options)

  let began = false
  const begin = ({ target }: Event) => {
    if (began || !(target instanceof Element) || target.closest('form.checkout') === null) return
    began = true
    tell('checkout')
  }
  document.addEventListener('input', begin, options)
  return () => until.abort()
}
