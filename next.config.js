// next.config.js
import createNextIntlPlugin from 'next-intl/plugin'

// Several servers may stand in one tree, each with its own build:
// `NEXT_DIST_DIR=.next-mine next dev --port 3333` (any name that starts with `.next`).
const distDir = process.env.NEXT_DIST_DIR ?? '.next'

const isDev = process.env.NODE_ENV === 'development'

/**
 * Nothing is loaded from, sent to or framed by anybody else. Offer pages, where cards are typed, get
 * a stricter one from the front door, with a hash of each inline script: lib/security/page-policy.ts.
 * In development there is no front door, and reloading needs eval and a socket.
 */
const policyWith = ({ frames = "'none'", framedBy = "'none'" } = {}) =>
  [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    "form-action 'self'",
    `frame-src ${frames}`,
    `frame-ancestors ${framedBy}`,
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(self)',
  'cross-origin-opener-policy': 'same-origin',
}

const ofPages = { 'content-security-policy': policyWith(), 'x-frame-options': 'DENY' }

const toList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  allowedDevOrigins: ['127.0.0.1'],
  // A hash of the whole page at every request would cost a seventh of it, for a rare 304.
  generateEtags: false,
  // The bar at the bottom of a phone is ours.
  devIndicators: false,
  // `npm run check` judges the types; a start from a fresh clone need not do it again.
  typescript: { ignoreBuildErrors: true },
  // There are several root layouts, so that offer pages stay static: none of them could be the 404.
  experimental: {
    globalNotFound: true,
    // Each script of a page carries the hash it was built with: what was changed since does not run.
    sri: { algorithm: 'sha384' },
    // What was made is kept in memory alone, of a bounded size: any address that somebody invents
    // under /o/ would leave seven files, and a page from before a restart would be shown again.
    isrFlushToDisk: false,
  },
  // Query strings would make the page dynamic; another language is another static page.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: '/o/:code',
        has: [{ type: 'query', key: 'lang', value: '(?<lang>pt-BR|en)' }],
        destination: '/o/:code/:lang',
      },
    ],
  }),
  // A development log prints what an action was given; one of them is given a password.
  logging: { serverFunctions: false },
  redirects: async () => [
    {
      // No session at all: signing in comes first, and leads back here. Who may see what is decided
      // where the rows are read; this only remembers the way.
      source:
        '/:path((?:sales|offers|stores|notifications|findings|reports|instances|settings)(?:/.*)?)',
      missing: [
        { type: 'cookie', key: 'next-auth.session-token' },
        { type: 'cookie', key: '__Secure-next-auth.session-token' },
      ],
      destination: '/sign-in?next=/:path',
      permanent: false,
    },
  ],
  headers: async () => [
    { source: '/:path*', headers: toList(always) },
    // The frame where services measure says its own: two policies would forbid what either does.
    { source: '/:path((?!o/measure/).*)', headers: toList(ofPages) },
    {
      // The editor shows the page as it would be: our own frame, on our own origin. Links of the panel
      // change the page and not the document, so what it may frame is settled where somebody came in.
      source: '/:path((?!o/).*)',
      headers: toList({ 'content-security-policy': policyWith({ frames: "'self'" }) }),
    },
    {
      source: '/o/preview/:id',
      headers: toList({
        'content-security-policy': policyWith({ framedBy: "'self'" }),
        'x-frame-options': 'SAMEORIGIN',
      }),
    },
    {
      // Promised only over https, which a proxy in front says: a trial on http stays reachable.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: toList({ 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    },
  ],
}

export default createNextIntlPlugin('./messages/request.ts')(config)
