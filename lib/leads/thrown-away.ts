// lib/leads/thrown-away.ts

/** Mailboxes that are made to be left: nobody would ever read the answer. */
const DISPOSABLE = new Set([
  '10minutemail.com',
  'anonbox.net',
  'burnermail.io',
  'discard.email',
  'dispostable.com',
  'emailondeck.com',
  'emailtemporario.com.br',
  'fakeinbox.com',
  'getnada.com',
  'grr.la',
  'guerrillamail.com',
  'guerrillamail.net',
  'guerrillamail.org',
  'inboxkitten.com',
  'mailcatch.com',
  'maildrop.cc',
  'mailinator.com',
  'mailnesia.com',
  'mintemail.com',
  'moakt.com',
  'mohmal.com',
  'mytemp.email',
  'sharklasers.com',
  'spam4.me',
  'spamgourmet.com',
  'temp-mail.org',
  'tempmail.com',
  'tempmailo.com',
  'throwawaymail.com',
  'trashmail.com',
  'trashmail.de',
  'yopmail.com',
  'yopmail.fr',
])

/** What people type to get past a field: `teste@teste.com`, `a@a.com`, `asdf@gmail.com`. */
const NONSENSE =
  /^(a+|x+|abc|asdf+g?|qwerty?|teste?s?|nada|naotenho|nao|none|fake|email|nome|123+4?5?6?)$/
const ANY_DOMAIN = /^(asdf+g?|qwerty?|naotenho|naotem|fake)$/

/** Whether nobody will ever read what is written to it. */
export function isThrownAway(email: string): boolean {
  const [name = '', domain = ''] = email.trim().toLowerCase().split('@')
  const [first = '', ...rest] = domain.split('.')
  if (DISPOSABLE.has(domain) || DISPOSABLE.has(rest.join('.'))) return true
  return (NONSENSE.test(name) && NONSENSE.test(first)) || ANY_DOMAIN.test(name)
}
