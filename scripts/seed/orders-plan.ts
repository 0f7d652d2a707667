// scripts/seed/orders-plan.ts
import type { Chance } from './clock'
import type { Happening, Order } from './payt-body'
import { inventPerson } from './people'
import { midnightOf } from './sales-plan'

export type Told = { readonly at: Date; readonly happening: Happening; readonly order: Order }

const MINUTE_MS = 60_000
const DAYS = 6
const PRODUCT = 'Clube do Quintal, encontros ao vivo'

/** The ways of an order, as minutes after its first event. */
const WAYS: readonly (readonly [minutes: number, happening: Happening][])[] = [
  [
    [0, 'pix_generated'],
    [6, 'paid'],
  ],
  [
    [0, 'pix_generated'],
    [3, 'paid'],
  ],
  [
    [0, 'pix_generated'],
    [28, 'paid'],
  ],
  [
    [0, 'pix_generated'],
    [61, 'pix_expired'],
  ],
  [
    [0, 'lost_cart'],
    [9, 'pix_generated'],
    [31, 'paid'],
  ],
  [[0, 'lost_cart']],
  [
    [0, 'card_refused'],
    [7, 'pix_generated'],
    [12, 'paid'],
  ],
  [[0, 'card_refused']],
  [
    [0, 'boleto_generated'],
    [1_300, 'paid'],
  ],
  [[0, 'boleto_generated']],
  [
    [0, 'pix_generated'],
    [2, 'paid'],
    [2_900, 'refunded'],
  ],
]

const ORIGINS = [
  { utm_source: 'instagram', utm_medium: 'stories', utm_campaign: 'clube' },
  { utm_source: 'fb', utm_medium: 'cpc', utm_campaign: 'remarketing', src: 'bio' },
  { utm_source: 'email', src: 'lista' },
] as const

/** Some days of a store, in the order in which the postbacks came. */
export function tellOrders(now: Date, chance: Chance): readonly Told[] {
  const told: Told[] = []
  let number = 2_100
  for (let ago = DAYS; ago >= 0; ago--) {
    const many = ago === 0 ? 26 : 9 + chance.below(4)
    for (let i = 0; i < many; i++) {
      number += 1
      const hour = 8 + chance.next() * 13.5
      const at = midnightOf(now, ago).getTime() + hour * 60 * MINUTE_MS
      const order = orderOf(number, chance)
      for (const [minutes, happening] of chance.pick(WAYS)) {
        told.push({ at: new Date(at + minutes * MINUTE_MS), happening, order })
      }
    }
  }
  return [...told, ...lastMinutes(now, number, chance)].filter(({ at }) => at < now)
}

/** What is still waiting when somebody looks: carts and codes of the last half hour. */
function lastMinutes(now: Date, number: number, chance: Chance): Told[] {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS)
  const tell = (minutes: number, happening: Happening, i: number): Told => ({
    at: ago(minutes),
    happening,
    order: orderOf(number + 1 + i, chance),
  })
  return [
    tell(4, 'lost_cart', 0),
    tell(3, 'card_refused', 1),
    tell(8, 'pix_generated', 2),
    tell(12, 'pix_generated', 3),
    tell(30, 'boleto_generated', 4),
    tell(6, 'lost_cart', 5),
  ]
}

const orderOf = (number: number, chance: Chance): Order => ({
  person: inventPerson(chance),
  number,
  price: chance.pick([49_00, 97_00, 197_00]),
  product: PRODUCT,
  origin: chance.pick(ORIGINS),
  // The gateway's form does not ask everybody: something for the checklist to find.
  hasPhone: chance.next() > 0.1,
})
