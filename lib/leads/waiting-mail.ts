// lib/leads/waiting-mail.ts
import type { OpenedOffer, ToMail } from './waiting-list'

type Links = { readonly page: string; readonly oneClick: string }

/** The one mail that a waiting list was promised, in the language it was asked in. */
export function waitingMail(offer: OpenedOffer, lead: ToMail, link: string, leave: Links) {
  const [first = ''] = (lead.name ?? '').split(/\s+/)
  const { title, brand } = offer
  const en = lead.language === 'en'
  const text = en
    ? `Hi${first && `, ${first}`}!

${title} is open. You asked us to tell you:
${link}

This is the only e-mail of this list. ${brand}

Rather not hear from ${brand} again? ${leave.page}
`
    : `Oi${first && `, ${first}`}!

${title} abriu. Você pediu para saber:
${link}

Este é o único e-mail desta lista. ${brand}

Prefere não receber mais nada de ${brand}? ${leave.page}
`
  return {
    ...{ id: `waiting-${lead.id}`, to: lead.email ?? '', text, fromName: brand },
    subject: en ? `${title} is open` : `${title} abriu`,
    replyTo: offer.replyTo,
    headers: {
      'List-Unsubscribe': `<${leave.oneClick}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}
