// scripts/seed/offers/others.ts
import { IARA, list, paragraphs, type SeedOffer } from './seed-offer'

export const FOREST: SeedOffer = {
  code: 'MATA67',
  fields: {
    title: 'Madrugada na mata: 12 paisagens sonoras',
    subtitle: 'Duas horas de Mata Atlântica ao amanhecer, para ouvir, treinar e dormir melhor.',
    description: [
      paragraphs(
        'Um gravador, uma clareira e ninguém falando. Cada faixa tem de 8 a 14 minutos e uma lista de quem canta, na ordem em que aparece.',
      ),
      list(
        '12 gravações em estéreo, sem música e sem corte',
        'Lista de espécies com o minuto de cada canto',
        'Arquivos em alta qualidade, para baixar',
      ),
    ].join(''),
    questions: [
      {
        question: 'Em que aparelho toca?',
        answer: 'Em qualquer um: são arquivos comuns, e há um tocador na área do aluno.',
      },
      {
        question: 'Posso usar em meus vídeos?',
        answer:
          'Para uso pessoal e em aula, sim, citando a fonte. Para publicidade, fale com a gente.',
      },
    ],
    price: 67_00,
    maxInstallments: 3,
    interestBasisPoints: 0,
    guaranteeDays: 7,
    brandHue: 150,
    captureMode: 'automatic',
    methods: ['card', 'pix'],
    accessUrl: 'https://aulas.quintalsonoro.example.com/madrugada',
  },
  seen: (drawn) => ({
    logoId: drawn.mark,
    gallery: [
      { imageId: drawn.forest, alt: 'A mata ao amanhecer, com um sabiá e um sanhaço num galho' },
    ],
    testimonials: [
      {
        name: 'Noemi Falcão',
        role: 'Professora, Vitória',
        text: 'Ponho a faixa 3 antes da aula e a turma chega em silêncio. Nunca tinha acontecido.',
        photoId: drawn.noemi,
      },
      {
        name: 'Renato Prates',
        role: 'Curitiba',
        text: 'Reconheci o inhambu no parque por causa da faixa 7. Voltei para casa contando para todo mundo.',
        photoId: drawn.renato,
      },
    ],
    about: { ...IARA, photoId: drawn.iara },
  }),
}

export const TRAIL: SeedOffer = {
  code: 'CAMP09',
  fields: {
    title: 'Saída de campo em Paranapiacaba, 9 vagas',
    subtitle:
      'Um domingo inteiro na trilha, com guia. Reservamos a sua vaga no cartão e só cobramos quando o grupo fecha.',
    description: [
      paragraphs(
        'Saímos da vila às seis, com a neblina, e voltamos para o almoço tardio. São sete quilômetros de trilha leve, parando onde alguém cantar.',
      ),
      list(
        'Guia credenciado e seguro para o dia',
        'Binóculo emprestado para quem não tem',
        'Lista das aves ouvidas, no e-mail, à noite',
      ),
    ].join(''),
    questions: [
      {
        question: 'E se chover?',
        answer:
          'Com chuva leve vamos. Com tempestade remarcamos, e quem não puder recebe tudo de volta.',
      },
      {
        question: 'Quando meu cartão é cobrado?',
        answer:
          'Quando o grupo fecha. Até lá o valor fica só reservado; sem grupo, a reserva some.',
      },
    ],
    price: 480_00,
    maxInstallments: 6,
    interestBasisPoints: 0,
    guaranteeDays: 7,
    brandHue: 70,
    captureMode: 'manual',
    methods: ['card'],
    accessUrl: null,
  },
  seen: (drawn) => ({
    logoId: drawn.mark,
    gallery: [
      {
        imageId: drawn.trail,
        alt: 'Um grupo sobe a trilha na neblina, com a torre do relógio ao fundo',
      },
    ],
    testimonials: [
      {
        name: 'Dalva Rezende',
        role: 'Londrina',
        text: 'Aos 68 fiz a trilha inteira. O grupo é pequeno e ninguém tem pressa.',
        photoId: drawn.dalva,
      },
    ],
    about: { ...IARA, photoId: drawn.iara },
  }),
}

/** A plan by the month, until somebody stops it. */
export const CLUB: SeedOffer = {
  code: 'CLUB29',
  fields: {
    title: 'Clube do Quintal: um encontro ao vivo por semana',
    subtitle: 'Toda quinta, às 19h30, ouvimos juntos o que cada um gravou. Cancele quando quiser.',
    description: [
      paragraphs(
        'Você manda um minuto do seu quintal e nós descobrimos quem é. Quem não pode vir assiste depois.',
      ),
      list(
        'Quatro encontros por mês, com gravação',
        'Grupo só de ouvintes, sem propaganda',
        'Uma ave nova por semana, com desenho e exercício',
      ),
    ].join(''),
    questions: [
      {
        question: 'Como cancelo?',
        answer: 'Pelo link que vai em cada recibo, em um toque. Não há multa nem ligação.',
      },
      {
        question: 'Quando sou cobrado?',
        answer: 'Hoje, e depois uma vez por mês, no mesmo dia, no mesmo cartão.',
      },
    ],
    kind: 'recurring',
    plan: { every: 'monthly', charges: null, trialDays: 0, startsOn: null },
    price: 29_90,
    maxInstallments: 1,
    interestBasisPoints: 0,
    guaranteeDays: 7,
    brandHue: 195,
    captureMode: 'automatic',
    methods: ['card'],
    accessUrl: 'https://aulas.quintalsonoro.example.com/clube',
    blocks: [
      'video',
      'description',
      'gallery',
      'testimonials',
      'lead',
      'guarantee',
      'about',
      'questions',
    ].map((kind) => ({ kind, on: true })),
    leadForm: {
      title: 'Ainda pensando? Ouça um encontro antes',
      text: 'Mandamos a gravação do último encontro para o seu e-mail, sem compromisso.',
      button: 'Quero ouvir',
      askPhone: true,
    },
  },
  seen: (drawn) => ({
    logoId: drawn.mark,
    gallery: [
      { imageId: drawn.club, alt: 'Quatro aves em quatro janelas, como numa chamada de vídeo' },
    ],
    testimonials: [
      {
        name: 'Caio Nakamura',
        role: 'Belém',
        text: 'É a única reunião da semana em que ninguém liga a câmera para falar de si.',
        photoId: drawn.caio,
      },
      {
        name: 'Noemi Falcão',
        role: 'Professora, Vitória',
        text: 'Em dois meses parei de perguntar e comecei a responder.',
        photoId: drawn.noemi,
      },
    ],
    about: { ...IARA, photoId: drawn.iara },
  }),
}
