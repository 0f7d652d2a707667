// app/(panel)/offers/new/starting-fields.ts
import type { getTranslations } from 'next-intl/server'
import type { BlockKind } from '@/db/schema/offer-content'
import { everyBlock } from '@/lib/offers/content-fields'

/** What a new offer may begin as. Each brings what is true of its kind, and nothing to be deleted. */
export const TEMPLATES = ['course', 'event', 'club', 'file', 'blank'] as const
export type Template = (typeof TEMPLATES)[number]

type Words = Awaited<ReturnType<typeof getTranslations<'offers.template'>>>

const ORDER: Readonly<Record<Template, readonly BlockKind[]>> = {
  course: ['video', 'description', 'testimonials', 'about', 'gallery', 'guarantee', 'questions'],
  event: ['description', 'video', 'about', 'testimonials', 'gallery', 'questions', 'guarantee'],
  club: ['description', 'testimonials', 'video', 'gallery', 'about', 'questions', 'guarantee'],
  file: ['gallery', 'description', 'testimonials', 'guarantee', 'about', 'questions', 'video'],
  blank: [],
}

const QUESTIONS = {
  course: ['receive', 'when', 'guarantee', 'safe'],
  event: ['receive', 'refund', 'safe'],
  club: ['cancel', 'charged', 'guarantee', 'safe'],
  file: ['receive', 'guarantee', 'safe'],
  blank: [],
} as const satisfies Readonly<Record<Template, readonly string[]>>

/** What parcels usually cost who chooses them; the editor shows each sum beside it. */
const USUAL_TERMS = {
  maxInstallments: 12,
  interestBy: 'merchant',
  interestBasisPoints: 299,
} as const

export function startingFields(template: Template, t: Words) {
  const blocks = everyBlock(ORDER[template].map((kind) => ({ kind, on: true })))
  return {
    blocks: template === 'blank' ? [] : blocks,
    questions: QUESTIONS[template].map((name) => ({
      question: t(`question.${name}.question`),
      answer: t(`question.${name}.answer`),
    })),
    ...(template === 'club' ? CLUB : USUAL_TERMS),
    ...(template === 'event' && { showsPlacesLeft: true, showsCountdown: true }),
  }
}

const CLUB = {
  kind: 'recurring',
  plan: { every: 'monthly', charges: null, trialDays: 0, startsOn: null },
  methods: ['card'],
} as const
