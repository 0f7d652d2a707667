// tests/architecture/secrets.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Who may open a Secret, and so see a card or a key. This list is read in every review. */
const REVEALERS = [
  'lib/accounts/route-of.ts',
  'lib/leads/returned-form.ts',
  'lib/notifications/channels/evolution-pairing.ts',
  'lib/notifications/channels/evolution-webhook.ts',
  'lib/notifications/channels/evolution-wire.ts',
  'lib/notifications/channels/whatsapp-wire.ts',
  'lib/notifications/channels/whatsapp.ts',
  'lib/notifications/leave-link.ts',
  'lib/notifications/open-sender.ts',
  'lib/payments/acquirers/cielo/cielo.ts',
  'lib/payments/acquirers/cielo/request.ts',
  'lib/payments/acquirers/rede/request.ts',
  'lib/payments/acquirers/rede/token.ts',
  'lib/payments/acquirers/rede/wire.ts',
  'lib/payments/card-mask.ts',
  'lib/payments/keep-notice.ts',
  'lib/platform/internal-call.ts',
  'lib/platform/keyring.ts',
  'lib/platform/password.ts',
  'lib/platform/session.ts',
  'lib/platform/smtp.ts',
  'lib/platform/storage-s3.ts',
  'lib/platform/tools.ts',
  'lib/postbacks/keys.ts',
  'lib/postbacks/offered-key.ts',
  'lib/postbacks/postback-detail.ts',
  'lib/postbacks/refused-detail.ts',
  'lib/stores/save-store-key.ts',
  'lib/webhooks/sign.ts',
]

test('only the listed files reveal a secret', () => {
  const revealing = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .map((path) => join('lib', path))
    .filter((path) => path.endsWith('.ts') && readFileSync(path, 'utf8').includes('.reveal()'))
  expect(revealing.sort()).toEqual(REVEALERS)
})
