// components/checkout/form-words.ts
import type ptBR from '@/messages/pt-BR.json'

type Messages = Pick<typeof ptBR, 'checkout'>

/**
 * What the parts that move may have to say, and no sentence more: all of it travels with the page. The
 * rest is written by the server.
 */
export function wordsOfForm({ checkout }: Messages) {
  const { steps, method, fields, server, summary, errors, pay, paying, refusal } = checkout
  const { problem, again, cardWords, pix, boleto, coupon, bump, plan, guaranteeLong } = checkout
  const { madeTitle, madeText, see } = boleto
  return {
    checkout: {
      ...{ steps, method, fields, server, summary, errors, pay, paying, refusal, problem, again },
      ...{
        cardWords,
        pix,
        coupon,
        bump,
        plan,
        guaranteeLong,
        boleto: { madeTitle, madeText, see },
      },
    },
  }
}
