// lib/payments/explain-refusal.ts
import { type Trouble, troubleOf } from './acquirers/keeping-rules'
import { decide } from './decisions'
import { labelOf } from './labels'
import { DENIED_CODE } from './settle-later'

/** A sentence in both languages of the interface. */
export type Words = { readonly 'pt-BR': string; readonly en: string }

export type Explained = {
  /** What the acquirer says by that code, in its own sense. */
  readonly description: Words
  /** What the person in front of the screen can do about it. */
  readonly guidance: Words
}

type Refused = {
  readonly acquirer: string
  readonly operation: 'capture' | 'void' | 'refund'
  readonly code: string
}

/**
 * The same word means different things at two acquirers, and the same number too: each refusal is
 * explained by the acquirer that gave it.
 */
export function explainRefusal({ acquirer, operation, code }: Refused): Explained {
  const label = labelOf(acquirer) ?? acquirer
  const trouble = code === DENIED_CODE ? 'denied' : troubleOf(acquirer, code)
  const flow = operation === 'capture' ? 'capture' : 'refund'
  const said = decide({ acquirer, brand: null, code, flow })
  const own = said.listed ? said.description : UNLISTED(label, code)
  const description = trouble === 'denied' ? DENIED(label) : own
  return { description, guidance: guidanceOf(trouble, operation, label) }
}

const DENIED = (label: string): Words => ({
  'pt-BR': `A ${label} aceitou o estorno e depois o negou.`,
  en: `${label} accepted the refund and denied it afterwards.`,
})

const UNLISTED = (label: string, code: string): Words => ({
  'pt-BR': `A ${label} recusou com o código ${code}, que não está na lista publicada por ela.`,
  en: `${label} refused with code ${code}, which is not in the list it publishes.`,
})

function guidanceOf(
  trouble: Trouble | null,
  operation: Refused['operation'],
  label: string,
): Words {
  if (trouble === null) return ASK(label)
  if (trouble === 'state' && operation === 'capture') return STATE_OF_CAPTURE(label)
  return GUIDANCE[trouble](label)
}

const ASK = (label: string): Words => ({
  'pt-BR': `Nada mudou nesta venda. Consulte a ${label} com o TID antes de tentar de novo.`,
  en: `Nothing changed in this sale. Ask ${label}, naming the TID, before you try again.`,
})

const STATE_OF_CAPTURE = (label: string): Words => ({
  'pt-BR': `A autorização já não está de pé na ${label}. Peça ao comprador que pague de novo.`,
  en: `The authorisation no longer stands at ${label}. Ask the buyer to pay again.`,
})

const GUIDANCE: Readonly<Record<Trouble, (label: string) => Words>> = {
  balance: (label) => ({
    'pt-BR': `O estorno sai dos seus próximos recebimentos na ${label}, e eles não chegam a este valor. Espere novas vendas, ou estorne em partes.`,
    en: `The refund comes out of what ${label} will pay you next, and that is less than this amount. Wait for more sales, or refund in parts.`,
  }),
  deadline: (label) => ({
    'pt-BR': `O prazo da ${label} acabou. Devolva ao comprador por Pix ou transferência.`,
    en: `${label}'s deadline is over. Pay the buyer back by Pix or bank transfer.`,
  }),
  capture_deadline: () => ({
    'pt-BR': 'O limite já voltou para o cartão. Para receber, o comprador precisa pagar de novo.',
    en: 'The limit is back on the card. To be paid, the buyer has to pay again.',
  }),
  gone: () => ({
    'pt-BR':
      'Não há mais o que devolver. Consulte a venda de novo: o estado dela vai ser acertado.',
    en: 'There is nothing left to give back. Ask about the sale again: its state will be put right.',
  }),
  disputed: () => ({
    'pt-BR':
      'O comprador contestou a compra no banco dele. O dinheiro volta por lá: não estorne por fora, ou ele recebe duas vezes.',
    en: 'The buyer disputed the charge with their bank. The money goes back that way: do not refund outside it, or they get it twice.',
  }),
  state: (label) => ({
    'pt-BR': `Na ${label} a venda está em outro estado. Consulte de novo antes de tentar.`,
    en: `At ${label} the sale stands elsewhere. Ask about it again before you try.`,
  }),
  amount: () => ({
    'pt-BR': 'Peça um valor que caiba no que ainda resta da venda.',
    en: 'Ask for an amount within what is left of the sale.',
  }),
  whole_only: (label) => ({
    'pt-BR': `Para esta venda a ${label} só aceita o estorno total.`,
    en: `For this sale ${label} takes a full refund only.`,
  }),
  not_found: (label) => ({
    'pt-BR': `Confira no portal da ${label} se as credenciais em uso são as da loja que fez a venda.`,
    en: `Check in ${label}'s portal that the credentials in use are those of the shop that made the sale.`,
  }),
  not_for_this: (label) => ({
    'pt-BR': `A ${label} não faz isso com este produto ou esta bandeira. Devolva ao comprador por Pix ou transferência.`,
    en: `${label} does not do this for this product or brand. Pay the buyer back by Pix or bank transfer.`,
  }),
  registration: (label) => ({
    'pt-BR': `Falta uma permissão no seu cadastro. Peça à ${label} que libere cancelamentos pela API.`,
    en: `Your registration lacks a permission. Ask ${label} to enable cancellations over the API.`,
  }),
  try_hours_later: (label) => ({
    'pt-BR': `A ${label} ainda não fechou esta venda. Tente daqui a algumas horas.`,
    en: `${label} has not closed this sale yet. Try again in a few hours.`,
  }),
  try_again: () => ({
    'pt-BR': 'Nada mudou. Espere um minuto e tente de novo.',
    en: 'Nothing changed. Wait a minute and try again.',
  }),
  denied: (label) => ({
    'pt-BR': `O valor continua com você e pode ser estornado de novo. Se a ${label} negar outra vez, devolva por Pix.`,
    en: `The amount is still yours and may be refunded again. If ${label} denies it once more, pay back by Pix.`,
  }),
}
