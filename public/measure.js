// Runs in a frame of its own, without our origin: here services measure, and see what we tell them alone.
;(() => {
  const ids = JSON.parse(document.getElementById('ids').textContent)
  const jar = new Map()
  const memory = () => {
    const kept = new Map()
    return {
      getItem: (name) => kept.get(String(name)) ?? null,
      setItem: (name, text) => void kept.set(String(name), String(text)),
      removeItem: (name) => void kept.delete(String(name)),
      clear: () => kept.clear(),
      key: (at) => [...kept.keys()][at] ?? null,
      get length() {
        return kept.size
      },
    }
  }
  // The sandbox refuses cookies and storage with an error; services get some that last as long as the page.
  Object.defineProperty(document, 'cookie', {
    get: () => [...jar].map(([name, text]) => `${name}=${text}`).join('; '),
    set: (line) => {
      const [pair] = String(line).split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at).trim(), pair.slice(at + 1))
    },
  })
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { value: memory() })

  const load = (src) => {
    const script = document.createElement('script')
    script.async = true
    script.src = src
    document.head.append(script)
  }
  const [adsId] = (ids.googleAds ?? '').split('/')

  function begin({ client, since, location: place, title }) {
    const query = new URL(place).searchParams
    const [gclid, fbclid] = [query.get('gclid'), query.get('fbclid')]
    if (gclid) jar.set('_gcl_aw', `GCL.${since}.${gclid}`)
    if (fbclid) jar.set('_fbc', `fb.1.${since}000.${fbclid}`)
    if (ids.metaPixel) jar.set('_fbp', `fb.1.${since}000.${client.split('.')[0]}`)
    if (ids.ga4 || adsId) {
      window.dataLayer = []
      window.gtag = function gtag() {
        // The service reads the arguments object itself.
        dataLayer.push(arguments)
      }
      gtag('js', new Date())
      gtag('set', { page_location: place, page_title: title, page_referrer: '' })
      if (ids.ga4)
        gtag('config', ids.ga4, {
          client_id: client,
          client_storage: 'none',
          send_page_view: false,
          page_location: place,
          page_title: title,
        })
      if (adsId) gtag('config', adsId, { send_page_view: true, page_location: place })
      load(`https://www.googletagmanager.com/gtag/js?id=${ids.ga4 ?? adsId}`)
    }
    if (ids.metaPixel) {
      const fbq = (...words) =>
        fbq.callMethod ? fbq.callMethod(...words) : fbq.queue.push(words)
      Object.assign(fbq, { queue: [], loaded: true, version: '2.0', push: fbq })
      window.fbq = window._fbq = fbq
      fbq('set', 'autoConfig', false, ids.metaPixel)
      fbq('init', ids.metaPixel)
      load('https://connect.facebook.net/en_US/fbevents.js')
    }
  }

  const GOOGLE = { lead: 'generate_lead' }
  const META = {
    page_view: 'PageView',
    begin_checkout: 'InitiateCheckout',
    lead: 'Lead',
    purchase: 'Purchase',
  }
  function pass({ name, value, currency, id }) {
    const money = name === 'page_view' ? {} : { value, currency }
    if (ids.ga4)
      gtag('event', GOOGLE[name] ?? name, {
        ...money,
        ...(id && { transaction_id: id }),
        send_to: ids.ga4,
      })
    if (name === 'purchase' && ids.googleAds?.includes('/'))
      gtag('event', 'conversion', { ...money, transaction_id: id, send_to: ids.googleAds })
    if (ids.metaPixel && META[name])
      fbq('track', META[name], money, ...(id ? [{ eventID: id }] : []))
  }

  addEventListener('message', ({ source, data }) => {
    if (source !== parent || typeof data?.name !== 'string') return
    if (data.name === 'begin') begin(data)
    else pass(data)
  })
  parent.postMessage('ready', '*')
})()
