// scripts/seed/offers/workshop.ts
import { IARA, list, paragraphs, type SeedOffer } from './seed-offer'

/** A few places, for a few days. */
export const WORKSHOP: SeedOffer = {
  code: 'OFIC12',
  fields: {
    title: 'Oficina ao vivo: grave o canto do seu bairro',
    subtitle:
      'Quatro noites e doze pessoas. Você termina com um minuto gravado, limpo e publicado.',
    description: [
      paragraphs(
        'Só com o celular. Cada um grava o seu bairro e o grupo ouve, corta e conta a história.',
      ),
      list(
        'Quatro encontros ao vivo, de 90 minutos',
        'Correção individual da sua gravação',
        'O mapa sonoro da turma, publicado com o seu nome',
      ),
    ].join(''),
    questions: [
      {
        question: 'Preciso de microfone?',
        answer: 'Não. Mostramos como segurar o celular e a que hora sair.',
      },
    ],
    price: 240_00,
    maxInstallments: 4,
    interestBasisPoints: 0,
    guaranteeDays: 7,
    brandHue: 30,
    captureMode: 'automatic',
    methods: ['card', 'pix'],
    accessUrl: 'https://aulas.quintalsonoro.example.com/oficina',
    salesLimit: 12,
    showsPlacesLeft: true,
    soldOutText:
      'As doze vagas foram embora. Deixe seu e-mail na página do curso e avisamos da próxima turma.',
    beforeText: 'As inscrições abrem em breve.',
    afterText: 'As inscrições desta turma fecharam. A próxima é no mês que vem.',
    showsCountdown: true,
  },
  seen: (drawn) => ({
    logoId: drawn.mark,
    gallery: [
      {
        imageId: drawn.recording,
        alt: 'Um microfone na janela ao entardecer, e um tico-tico no telhado',
      },
    ],
    testimonials: [
      {
        name: 'Renato Prates',
        role: 'Curitiba',
        text: 'Meu minuto tem um sabiá, um ônibus e a minha avó chamando. Guardo como foto.',
        photoId: drawn.renato,
      },
    ],
    about: { ...IARA, photoId: drawn.iara },
  }),
}

const DAY_MS = 86_400_000

/** Open since three days ago, for nine days more, whenever the demo is made. */
export const workshopWindow = (now: Date) => ({
  startsAt: new Date(now.getTime() - 3 * DAY_MS).toISOString(),
  endsAt: new Date(now.getTime() + 9 * DAY_MS).toISOString(),
})
