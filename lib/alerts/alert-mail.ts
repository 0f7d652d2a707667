// lib/alerts/alert-mail.ts
import type { AlertKind } from '@/db/schema/alerts'

type Words = Readonly<Record<string, string>>
type About = { readonly store: string; readonly sender: string; readonly detail: Words }

/** The subject line of each kind. A member has no language of their own yet: Portuguese comes first. */
const TITLES: Readonly<Record<AlertKind, (about: About) => readonly [ptBR: string, en: string]>> = {
  quarantine: ({ store }) => [
    `${store} mandou algo que não conhecemos`,
    `${store} sent something we do not know`,
  ],
  wrong_key: ({ store }) => [
    `${store} recebe postbacks com outra chave`,
    `${store} receives postbacks with another key`,
  ],
  instance_off: ({ sender }) => [`${sender} desconectou`, `${sender} lost its connection`],
  instance_blocked: ({ sender }) => [`${sender} saiu do WhatsApp`, `${sender} left WhatsApp`],
  instance_limited: ({ sender }) => [`${sender} precisa de atenção`, `${sender} needs attention`],
  step_stopped: ({ store }) => [
    `Uma notificação de ${store} parou`,
    `A notification of ${store} stopped`,
  ],
  queue_stuck: ({ sender }) => [
    `A fila de ${sender} está parada`,
    `The queue of ${sender} stands still`,
  ],
  review_waiting: ({ sender }) => [
    `${sender} voltou e espera a sua revisão`,
    `${sender} is back and waits for your review`,
  ],
  delivery_problem: ({ detail }) => [
    `Problema na entrega do pedido ${detail.orderKey ?? ''}`,
    `Delivery problem of order ${detail.orderKey ?? ''}`,
  ],
  chargeback: ({ detail }) => [
    `Contestação no pedido ${detail.orderKey ?? ''}`,
    `Dispute of order ${detail.orderKey ?? ''}`,
  ],
  recurrence_past_due: ({ detail }) => [
    `Recorrência em atraso: ${detail.product ?? ''}`,
    `Recurrence past due: ${detail.product ?? ''}`,
  ],
  page_changed: ({ detail }) => [
    `A página de pagamento de ${detail.offer ?? ''} mudou`,
    `The payment page of ${detail.offer ?? ''} changed`,
  ],
}

export function alertMail(kind: AlertKind, about: About, appUrl: string) {
  const [title, english] = TITLES[kind](about)
  const link = `${appUrl}/alerts`
  return {
    subject: title,
    text: `${title}.\n\nVeja o que fazer: ${link}\n\n${english}. What to do is on the same page.\n`,
  }
}
