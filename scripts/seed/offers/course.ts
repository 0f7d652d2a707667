// scripts/seed/offers/course.ts
import { IARA, list, paragraphs, type SeedOffer } from './seed-offer'

const DESCRIPTION = [
  paragraphs(
    'O bem-te-vi diz o próprio nome. O sabiá repete a frase. Cada ave tem um desenho, e quem vê o desenho não esquece o canto. É assim que você aprende aqui: <strong>olhando para o som</strong>.',
  ),
  list(
    '<strong>24 aulas</strong> de 8 a 12 minutos, com legenda',
    '<strong>40 cantos</strong> gravados em campo, com o desenho de cada um',
    '<strong>3 encontros ao vivo</strong> para tirar dúvidas',
    '<strong>2 anos de acesso</strong>, no celular e no computador',
  ),
  '<h2>Semana a semana</h2>',
  '<ol><li><p><strong>Quem canta primeiro.</strong> Bem-te-vi, pardal e rolinha: três vozes que você já ouviu mil vezes.</p></li><li><p><strong>As frases longas.</strong> Sabiás e o truque de contar sílabas em vez de notas.</p></li><li><p><strong>Apitos e trinados.</strong> Tico-tico, corruíra e quem imita quem.</p></li><li><p><strong>Duetos.</strong> João-de-barro em dupla: quem começa e quem responde.</p></li><li><p><strong>Vozes da copa.</strong> Sanhaços, saíras e o canto que vem de cima.</p></li><li><p><strong>O seu quintal.</strong> Você grava cinco minutos de manhã e nós ouvimos juntos.</p></li></ol>',
].join('')

const QUESTIONS = [
  {
    question: 'Preciso saber alguma coisa de aves?',
    answer: 'Não. Começamos pelas vozes que você já escuta da janela e nem sabe que conhece.',
  },
  {
    question: 'Funciona para quem mora em apartamento?',
    answer:
      'Sim. Metade das 40 aves vive em cidade grande. Uma janela aberta às seis da manhã basta.',
  },
  {
    question: 'Como recebo o acesso?',
    answer:
      'Por e-mail e na página do recibo, assim que o pagamento é aprovado. Cartão e Pix aprovam em segundos; boleto leva até 2 dias úteis.',
  },
  {
    question: 'O que aparece na minha fatura?',
    answer: 'QUINTALSONORO, com o valor da parcela.',
  },
  {
    question: 'E se eu não gostar?',
    answer:
      'Em até 15 dias você pede o reembolso respondendo ao recibo, sem explicar o motivo. Pix volta no mesmo dia; cartão, na próxima fatura.',
  },
]

/** The course: everything that a page can have. Its address is in the documents. */
export const COURSE: SeedOffer = {
  code: 'HF13OC',
  fields: {
    title: 'Reconheça 40 aves do seu quintal só pelo canto',
    subtitle:
      'Em seis semanas, dez minutos por dia, você passa a saber quem está cantando lá fora. Sem binóculo e sem decorar nome em latim.',
    description: DESCRIPTION,
    questions: QUESTIONS,
    price: 197_00,
    maxInstallments: 12,
    interestBasisPoints: 249,
    guaranteeDays: 15,
    brandHue: 215,
    captureMode: 'automatic',
    methods: ['card', 'pix', 'boleto'],
    accessUrl: 'https://aulas.quintalsonoro.example.com/entrar',
    commission: { kind: 'percent', value: 30_00, perLead: 1_50 },
    leadForm: {
      title: 'Ainda não é a hora?',
      text: 'Receba a aula 2 de graça no e-mail, e um aviso da próxima turma. Para sair, um toque.',
      button: 'Enviar a aula',
      askPhone: false,
    },
    blocks: [
      { kind: 'video', on: true },
      { kind: 'description', on: true },
      { kind: 'gallery', on: true },
      { kind: 'testimonials', on: true },
      { kind: 'guarantee', on: true },
      { kind: 'questions', on: true },
      { kind: 'about', on: true },
      { kind: 'lead', on: true },
    ],
  },
  seen: (drawn) => ({
    logoId: drawn.mark,
    gallery: [
      {
        imageId: drawn.yard,
        alt: 'Seis aves pousadas nos fios de um poste, como notas numa pauta, com o sol ao fundo',
      },
      { imageId: drawn.bemTeVi, alt: 'Bem-te-vi' },
      { imageId: drawn.sabia, alt: 'Sabiá-laranjeira' },
      { imageId: drawn.ticoTico, alt: 'Tico-tico' },
      { imageId: drawn.sanhaco, alt: 'Sanhaço' },
      { imageId: drawn.canario, alt: 'Canário-da-terra' },
      { imageId: drawn.joaoDeBarro, alt: 'João-de-barro' },
    ],
    video: {
      // Anybody may embed it; nothing is asked of it until a visitor touches the picture.
      address: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      title: 'Aula 1: o desenho do canto',
      posterId: drawn.song,
    },
    testimonials: [
      {
        name: 'Tomás Bittar',
        role: 'Juiz de Fora',
        text: 'Eu achava que era um pássaro só. Eram cinco. Agora o café da manhã demora meia hora a mais.',
        photoId: drawn.tomas,
      },
      {
        name: 'Dalva Rezende',
        role: 'Londrina',
        text: 'Faço com meu neto de nove anos. Ele acerta mais do que eu, e não me deixa esquecer.',
        photoId: drawn.dalva,
      },
      {
        name: 'Caio Nakamura',
        role: 'Belém',
        text: 'Moro no décimo andar e já anotei 17 aves. O desenho do canto foi o que destravou.',
        photoId: drawn.caio,
      },
    ],
    about: { ...IARA, photoId: drawn.iara },
    bumps: [
      {
        id: 'guia',
        title: 'Guia de bolso das 40 aves',
        text: 'PDF para imprimir e levar: o desenho, o canto em palavras e onde procurar.',
        price: 27_00,
        imageId: drawn.guide,
      },
    ],
  }),
}
