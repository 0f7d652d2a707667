// lib/payments/acquirers/cielo/undo-codes.ts

/**
 * What Cielo says of a void or a refund. These numbers live in a space of their own: `51` is an amount
 * above the sale here and a card without limit in a sale's answer.
 */
type Group = {
  readonly codes: readonly string[]
  /** `silent`: the outcome is not known, so it is asked about. `gone`: there was nothing left to undo. */
  readonly meaning: 'done' | 'silent' | 'gone' | 'refused'
  readonly 'pt-BR': string
  readonly en: string
}

const GROUPS: readonly Group[] = [
  {
    codes: ['00', '9'],
    meaning: 'done',
    'pt-BR': 'Cancelamento feito.',
    en: 'The cancellation was made.',
  },
  {
    codes: ['10', '223', '476'],
    meaning: 'silent',
    'pt-BR': 'A Cielo ainda está processando um pedido igual para esta venda.',
    en: 'Cielo is still working on the same request for this sale.',
  },
  {
    codes: ['5', '57', '97', '98', '99', '117', '475', '477', '504', '999'],
    meaning: 'silent',
    'pt-BR': 'A Cielo não soube dizer se o cancelamento foi feito. Vamos consultar a venda.',
    en: 'Cielo could not tell whether the cancellation was made. The sale is being looked up.',
  },
  {
    codes: ['17', '42', '130'],
    meaning: 'gone',
    'pt-BR': 'Esta venda já foi cancelada ou contestada pelo portador do cartão.',
    en: 'This sale was already cancelled, or disputed by the cardholder.',
  },
  {
    codes: ['40', '101'],
    meaning: 'refused',
    'pt-BR': 'O prazo da Cielo para cancelar esta venda terminou.',
    en: 'Cielo’s deadline to cancel this sale is over.',
  },
  {
    codes: ['41', '309', '311', '312', '841'],
    meaning: 'refused',
    'pt-BR': 'A situação da venda na Cielo não permite o cancelamento.',
    en: 'The sale’s state at Cielo does not allow it to be cancelled.',
  },
  {
    codes: ['43', '55', '56', '72', '76'],
    meaning: 'refused',
    'pt-BR':
      'Seus recebíveis na Cielo não cobrem este valor. Espere novas vendas ou fale com a Cielo e tente de novo.',
    en: 'Your receivables at Cielo do not cover this amount. Wait for new sales or talk to Cielo, then try again.',
  },
  {
    codes: ['51', '102'],
    meaning: 'refused',
    'pt-BR': 'O valor é maior que o que resta desta venda na Cielo.',
    en: 'The amount is above what is left of this sale at Cielo.',
  },
  {
    codes: ['3', '52', '77', '116', '206', '209', '215', '217', '221', '303', '307', '318', '576'],
    meaning: 'refused',
    'pt-BR': 'A Cielo não encontrou esta venda, ou encontrou mais de uma.',
    en: 'Cielo did not find this sale, or found more than one.',
  },
  {
    codes: ['53', '120', '121', '310'],
    meaning: 'refused',
    'pt-BR': 'O produto ou a bandeira não permite este cancelamento na Cielo.',
    en: 'The product or the card brand does not allow this cancellation at Cielo.',
  },
  {
    // Said of a part, while the sale is not settled (change log of November 2025); else of the product.
    codes: ['100'],
    meaning: 'refused',
    'pt-BR':
      'A Cielo ainda não aceita devolver uma parte desta venda. Espere até amanhã, ou devolva tudo.',
    en: 'Cielo does not yet take a partial refund of this sale. Wait until tomorrow, or refund all of it.',
  },
  {
    codes: ['58', '60', '160'],
    meaning: 'refused',
    'pt-BR': 'O cartão ou o tipo do cartão não é o da venda original.',
    en: 'The card or its type is not the one of the original sale.',
  },
  {
    codes: ['54', '103', '104', '105', '106', '107', '108'],
    meaning: 'refused',
    'pt-BR': 'O cadastro do estabelecimento na Cielo não permite cancelar. Fale com a Cielo.',
    en: 'The merchant’s registration at Cielo does not allow cancelling. Talk to Cielo.',
  },
  {
    codes: ['9016'],
    meaning: 'refused',
    'pt-BR': 'A Cielo desfez o cancelamento.',
    en: 'Cielo undid the cancellation.',
  },
  {
    codes: ['308'],
    meaning: 'refused',
    'pt-BR': 'A situação da venda na Cielo não permite a captura.',
    en: 'The sale’s state at Cielo does not allow it to be captured.',
  },
  {
    codes: ['842'],
    meaning: 'refused',
    'pt-BR': 'O valor é maior que o autorizado.',
    en: 'The amount is above what was authorised.',
  },
  {
    codes: ['843'],
    meaning: 'refused',
    'pt-BR': 'O prazo da Cielo para capturar esta venda terminou.',
    en: 'Cielo’s deadline to capture this sale is over.',
  },
]

const BY_CODE = new Map(GROUPS.flatMap((group) => group.codes.map((code) => [code, group])))

/** `5`, `05` and `005` are one; `0` and `00` are success. */
const plain = (code: string) => code.replace(/^0+(?=\d)/, '')
const groupOf = (code: string) => BY_CODE.get(/^0+$/.test(code) ? '00' : plain(code)) ?? null

/** Every code of the list. */
export const UNDO_CODES: readonly string[] = [...BY_CODE.keys()]

export const meaningOfUndo = (code: string) => groupOf(code)?.meaning ?? 'refused'

export const readUndoCode = (code: string) => {
  const group = groupOf(code)
  return group === null ? null : { 'pt-BR': group['pt-BR'], en: group.en }
}
