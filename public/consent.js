// Asks before anything is measured, and tells a frame that can see nothing of this page what happened.
;(() => {
  const root = document.documentElement
  const start = () => {
    const bar = document.getElementById('consent')
    if (!bar) return
    const { code, title, value, sale, paid } = bar.dataset
    const key = `campainha.consent.${code}`
    let frame = null
    let waiting = []

    const recall = (name) => {
      try {
        return JSON.parse(localStorage.getItem(name))
      } catch {
        return null
      }
    }
    const read = () => {
      const kept = recall(key)
      return kept?.until > Date.now() ? kept : null
    }
    const keep = (name, what) => {
      try {
        localStorage.setItem(name, JSON.stringify(what))
      } catch {}
    }
    const tell = (message) => frame.contentWindow.postMessage(message, '*')
    const happened = (name, more) => {
      const event = { name, value: value / 100, currency: 'BRL', ...more }
      if (waiting) waiting.push(event)
      else if (frame) tell(event)
    }
    /** Of the address only what advertising put there: a receipt's own name stays here. */
    const place = () => {
      const query = new URLSearchParams(location.search)
      for (const name of [...query.keys()])
        if (!/^(utm_\w+|gclid|gbraid|wbraid|fbclid)$/.test(name)) query.delete(name)
      return { location: `${location.origin}/o/${code}${sale ? '/done' : ''}?${query}`, title }
    }
    const open = (kept) => {
      if (frame) return
      frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-scripts')
      frame.hidden = true
      frame.title = ''
      frame.src = `/o/measure/${code}`
      document.body.append(frame)
      addEventListener('message', ({ source, data }) => {
        if (source !== frame?.contentWindow || data !== 'ready' || !waiting) return
        tell({ name: 'begin', client: kept.id, since: kept.at, ...place() })
        for (const event of waiting) tell(event)
        waiting = null
      })
      const told = `campainha.measured.${code}.${sale}`
      if (!sale) happened('page_view')
      else if (!recall(told)) {
        keep(told, 1)
        happened('purchase', { id: sale, value: paid / 100 })
      }
    }
    const answer = (said) => {
      if (said === 'again') {
        root.dataset.consent = 'open'
        bar.scrollIntoView({ block: 'center' })
        return bar.focus({ preventScroll: true })
      }
      const at = Math.floor(Date.now() / 1000)
      const random = crypto.getRandomValues(new Uint32Array(1))[0]
      const kept = { yes: said === 'yes', until: Date.now() + 180 * 864e5, at }
      if (kept.yes) kept.id = read()?.id ?? `${random}.${at}`
      keep(key, kept)
      root.dataset.consent = said
      const words = document.getElementById('consent-said')
      words.textContent = words.dataset[said]
      if (kept.yes) return open(kept)
      frame?.remove()
      frame = null
      waiting = []
    }
    addEventListener('click', ({ target }) => {
      const said = target.closest?.('[data-consent-answer]')?.dataset.consentAnswer
      if (said) answer(said)
    })
    addEventListener('campainha:lead', () => happened('lead'))
    const began = ({ target }) => {
      if (!target.closest?.('#pay form')) return
      removeEventListener('focusin', began)
      happened('begin_checkout')
    }
    addEventListener('focusin', began)
    const kept = read()
    if (!kept?.yes) return
    if (document.readyState === 'complete') open(kept)
    else addEventListener('load', () => open(kept))
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start)
  else start()
})()
