// lib/postbacks/platforms/monetizze.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { Customer, Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import { Count, Deciding, MaybeKey, MaybeWord, maybe, part, Reais, Text } from '../fields'
import { isKey, offeredKey } from '../keys'
import { lookUp } from '../look-up'
import { definePlatform, type Sent } from '../platform'
import { readBody } from '../read-body'
import { boletoOf, customerOf, productOf, purchaseOfBuyer, waitingBy } from '../telling'
import { trackingOf } from '../tracking'
import { monetizzeGuide } from './monetizze-guide'

/** `tipoEvento[codigo]=2`, and the bare `tipoEvento=2`. */
const Code = z.union([Deciding, part({ codigo: Deciding }).transform((told) => told?.codigo)])

const CART = '7'

const Postback = z
  .object({
    tipoEvento: Code,
    tipoPostback: Code, // Its older name.
    produto: maybe({ codigo: MaybeKey, nome: Text }),
    venda: part({
      codigo: MaybeKey,
      status: Deciding,
      dataInicio: Text,
      dataFinalizada: Text,
      formaPagamento: Deciding,
      valor: Reais,
      quantidade: Count,
      parcelas: Count,
      src: Text,
      linkBoleto: Text,
      linha_digitavel: Text,
    }),
    comprador: maybe({ nome: Text, email: Text, telefone: Text, cnpj_cpf: Text }),
    assinatura: maybe({ codigo: MaybeKey, status: MaybeWord, parcela: Count }),
    plano: maybe({ referencia: Text, nome: Text }),
  })
  .refine((body) => body.venda?.codigo !== undefined || codeOf(body) === CART, {
    path: ['venda', 'codigo'],
    error: 'a sale without its code',
  })
type Postback = z.infer<typeof Postback>

const Keyed = z.object({ chave_unica: z.string() })
const keyIn = (sent: Sent) => Keyed.safeParse(readBody(sent)).data?.chave_unica

export const monetizze = definePlatform({
  code: 'monetizze',
  label: 'Monetizze',
  category: 'infoproduct',
  guide: monetizzeGuide,
  keySource: 'theirs',
  keyTravels: true,
  mapperVersion: 1,
  schema: Postback,
  trusts: (sent, key) => isKey(keyIn(sent), key),
  keyIn: (sent) => offeredKey(keyIn(sent)),
  deliveryParts({ body }) {
    const { codigo, dataFinalizada, dataInicio } = body.venda ?? {}
    const at = dataFinalizada ?? dataInicio
    return codigo === undefined || at === undefined ? null : [codigo, codeOf(body), at]
  },
  toPurchases: ({ body }) => [purchaseFrom(body)],
})

/** When no code came, the status in words tells. */
const WORDS: readonly (readonly [word: RegExp, code: string])[] = [
  [/^aguardando/, '1'],
  [/^(finalizada|aprovada)/, '2'],
  [/^cancelada/, '3'],
  [/^devolvida/, '4'],
  [/^bloqueada/, '5'],
  [/^completa/, '6'],
  [/^abandono/, CART],
]

type Coded = {
  readonly tipoEvento?: string | undefined
  readonly tipoPostback?: string | undefined
  readonly venda?: { readonly status?: string | undefined } | undefined
}
function codeOf({ tipoEvento, tipoPostback, venda }: Coded): string {
  const inWords = WORDS.find(([word]) => word.test(venda?.status ?? ''))?.[1]
  return tipoEvento ?? tipoPostback ?? inWords ?? venda?.status ?? ''
}

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  2: 'payment_approved',
  3: 'order_canceled',
  4: 'refunded',
  5: 'chargeback_opened',
  6: 'ignored', // Complete: the end of the guarantee.
  [CART]: 'cart_abandoned',
  9: 'order_canceled',
  101: 'subscription_activated',
  102: 'subscription_overdue',
  103: 'subscription_canceled',
  104: 'payment_pending',
}

function methodOf({ venda }: Postback): Purchase['paymentMethod'] {
  const told = venda?.formaPagamento
  if (told === undefined) return null
  if (told.includes('boleto')) return 'boleto'
  if (told.includes('pix')) return 'pix'
  return told.startsWith('cart') ? 'credit_card' : 'other'
}

/** A sale begins and is paid at times of its own; of what comes later nothing is told. */
function momentOf({ venda }: Postback, code: string): Date | null {
  if (code === '2') return instantFrom(venda?.dataFinalizada)
  return code === '1' || code === CART ? instantFrom(venda?.dataInicio) : null
}

function purchaseFrom(body: Postback): Purchase {
  const { venda, produto } = body
  const code = codeOf(body)
  const method = methodOf(body)
  const customer = buyerOf(body)
  return purchaseOfBuyer({
    event: code === '1' ? waitingBy(method) : (lookUp(EVENTS, code) ?? 'unknown'),
    rawEvent: code,
    detail: venda?.status ?? null,
    test: /^x-wing$/i.test(produto?.nome?.trim() ?? ''),
    occurredAt: momentOf(body, code),
    orderKey: venda?.codigo ?? cartOf(body, customer),
    orderKind: code === CART ? 'cart' : 'transaction',
    customer,
    products: [
      productOf({ id: produto?.codigo, name: produto?.nome, quantity: venda?.quantidade }),
    ],
    paymentMethod: method,
    amount: venda?.valor === undefined ? null : centavos(venda.valor),
    installments: venda?.parcelas ?? null,
    boleto: boletoOf({ line: venda?.linha_digitavel, url: venda?.linkBoleto }),
    subscription: subscriptionOf(body),
    tracking: trackingOf({ src: venda?.src }),
  })
}

/** Whether an abandonment brings a code is not written anywhere. */
const cartOf = ({ produto }: Postback, { email, phone }: Customer) =>
  [produto?.codigo ?? '', email?.toLowerCase() ?? phone ?? ''].join(':')

const buyerOf = ({ comprador }: Postback) =>
  customerOf({
    name: comprador?.nome,
    email: comprador?.email,
    phone: comprador?.telefone,
    document: comprador?.cnpj_cpf,
  })

function subscriptionOf({ assinatura, plano }: Postback): Purchase['subscription'] {
  if (assinatura?.codigo === undefined) return null
  return {
    code: assinatura.codigo,
    plan: plano?.nome ?? plano?.referencia ?? null,
    status: assinatura.status ?? 'unknown',
    charges: assinatura.parcela ?? null,
    nextChargeAt: null,
  }
}
