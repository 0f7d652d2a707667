// components/notifications/simulator-story.ts
import type { Placed } from '@/lib/notifications/simulate'

/** A placed event with a name of its own, so that rows keep their place while they are edited. */
export type StoryEvent = Placed & { readonly key: string }

const ORDERS = ['C', '1', '2', '3', 'U'] as const
export const isCart = (event: string) => event === 'cart_abandoned' || event === 'lead_captured'
export const hasLife = (event: string) => event === 'pix_generated' || event === 'boleto_generated'

let serial = 0
export const placed = (
  event: Placed['event'],
  order: Placed['order'],
  at: number,
  more: Partial<Pick<Placed, 'late' | 'again' | 'lives'>> = {},
): StoryEvent => ({
  ...{ key: `e${++serial}`, event, order, at, late: 0, again: 0, lives: null },
  ...more,
})

/** Stories to begin with. The first one is the worked example of the documentation. */
export const PRESETS = {
  worked: () => [
    placed('cart_abandoned', 'C', 0),
    placed('payment_refused', '1', 8),
    placed('pix_generated', '2', 13),
    placed('payment_approved', '2', 24),
  ],
  lateLower: () => [
    placed('payment_approved', '1', 10),
    placed('pix_generated', '1', 0, { late: 20 }),
  ],
  reminder: () => [
    placed('pix_generated', '1', 0),
    placed('payment_approved', '1', 50),
    placed('posted', '1', 600),
  ],
  upsell: () => [
    placed('pix_generated', '1', 0),
    placed('payment_approved', '1', 5),
    placed('payment_approved', 'U', 7),
  ],
  refusals: () => [
    placed('payment_refused', '1', 0),
    placed('payment_refused', '2', 1),
    placed('payment_refused', '3', 2, { again: 1 }),
  ],
  refund: () => [
    placed('payment_approved', '1', 0),
    placed('posted', '1', 30),
    placed('refunded', '1', 33),
    placed('delivered', '1', 60),
  ],
} as const

/** `pix_generated.2.13.0.0.` and a tilde between two: a story fits into an address. */
export const writeStory = (story: readonly StoryEvent[]): string =>
  story
    .map(({ event, order, at, late, again, lives }) =>
      [event, order, at, late, again, lives ?? ''].join('.'),
    )
    .join('~')

export function readStory(text: string, known: readonly string[]): StoryEvent[] {
  return text.split('~').flatMap((part) => {
    const [event = '', order = '', at, late, again, lives] = part.split('.')
    const ours = ORDERS.find((each) => each === order)
    if (!known.includes(event) || ours === undefined) return []
    const whole = (digits: string | undefined) => Math.max(0, Math.trunc(Number(digits)) || 0)
    const name = event as Placed['event']
    const more = {
      late: whole(late),
      again: Math.min(3, whole(again)),
      lives: whole(lives) || null,
    }
    return [placed(name, ours, whole(at), more)]
  })
}
