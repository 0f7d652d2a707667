// scripts/seed/offers.ts
import { createOffer } from '@/lib/offers/create-offer'
import { editOffer } from '@/lib/offers/edit-offer'
import { OfferFields } from '@/lib/offers/offer-fields'
import { publishOffer } from '@/lib/offers/publish-offer'
import type { Ctx } from '@/lib/platform/context'
import { must } from './must'

const SHARED = {
  language: 'pt-BR',
  statementName: 'QUINTALSONORO',
  supportEmail: 'ajuda@quintalsonoro.example.com',
  bellUrl: null,
} as const

/** The kinds of offer that exist. Addresses of the first one are in the documents. */
const OFFERS = [
  {
    code: 'HF13OC',
    fields: {
      title: 'Reconheça 40 aves do seu quintal só pelo canto',
      description: [
        'Em seis semanas, dez minutos por dia, você passa a saber quem está cantando lá fora. Sem binóculo e sem decorar nome em latim.',
        '24 aulas de 8 a 12 minutos, com legenda. 40 cantos gravados em campo, com o desenho de cada um. Três encontros ao vivo para tirar dúvidas.',
        'Dois anos de acesso, no celular e no computador.',
      ]
        .map((text) => `<p>${text}</p>`)
        .join(''),
      price: 197_00,
      maxInstallments: 12,
      interestBasisPoints: 249,
      guaranteeDays: 15,
      brandHue: 215,
      captureMode: 'automatic',
      methods: ['card', 'pix', 'boleto'],
      accessUrl: 'https://aulas.quintalsonoro.example.com/entrar',
    },
  },
  {
    code: 'MATA67',
    fields: {
      title: 'Madrugada na mata: 12 paisagens sonoras',
      description: 'Duas horas de Mata Atlântica ao amanhecer, para ouvir e treinar.',
      price: 67_00,
      maxInstallments: 3,
      interestBasisPoints: 0,
      guaranteeDays: 7,
      brandHue: 150,
      captureMode: 'automatic',
      methods: ['card', 'pix'],
      accessUrl: 'https://aulas.quintalsonoro.example.com/madrugada',
    },
  },
  {
    code: 'CAMP09',
    fields: {
      title: 'Saída de campo em Paranapiacaba, 9 vagas',
      description:
        'Um domingo inteiro na trilha, com guia. Reservamos a sua vaga no cartão e só cobramos quando o grupo fecha.',
      price: 480_00,
      maxInstallments: 6,
      interestBasisPoints: 0,
      guaranteeDays: 7,
      brandHue: 70,
      captureMode: 'manual',
      methods: ['card'],
      accessUrl: null,
    },
  },
] as const

/** The codes they got: theirs, unless an earlier account has them. */
export type SeedOffers = {
  readonly oneOff: string
  readonly short: string
  readonly manual: string
}

export async function publishOffers(ctx: Ctx<'member'>): Promise<SeedOffers> {
  const codes: string[] = []
  for (const { code, fields } of OFFERS) {
    const { id, code: given } = must(await createOffer(ctx, { title: fields.title, code }))
    const edited = OfferFields.partial().parse({ ...SHARED, ...fields })
    must(await editOffer(ctx, { offerId: id, fields: edited }))
    must(await publishOffer(ctx, { offerId: id }))
    codes.push(given)
  }
  // One that is still being written, so that the list shows what a draft looks like.
  const { id } = must(await createOffer(ctx, { title: 'Oficina: grave o canto do seu bairro' }))
  must(await editOffer(ctx, { offerId: id, fields: OfferFields.partial().parse({ price: 89_00 }) }))
  const [oneOff = '', short = '', manual = ''] = codes
  return { oneOff, short, manual }
}
