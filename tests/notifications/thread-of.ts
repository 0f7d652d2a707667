// tests/notifications/thread-of.ts
import type { RuleStep, Situation } from '@/lib/notifications/decide'
import type { News } from '@/lib/notifications/happening'
import { rulesOn } from '@/lib/notifications/plan'
import { EMPTY, hear, type Rehearsed, type Stage } from '@/lib/notifications/rehearse'
import type { PurchaseEvent } from '@/lib/purchases/purchase'

export const T0 = Date.parse('2026-10-05T13:00:00Z')
export const MINUTE = 60_000

type Given = Partial<Omit<News, 'at' | 'event'>> & { readonly after?: number }

/** A Pix lives an hour, a boleto three days. */
const LIVES: Readonly<Partial<Record<PurchaseEvent, number>>> = {
  pix_generated: 60,
  boleto_generated: 3 * 24 * 60,
}
const payableUntil = (name: PurchaseEvent, after: number) => {
  const minutes = LIVES[name]
  return minutes === undefined ? null : new Date(T0 + (after + minutes) * MINUTE)
}

/** A contact and a cart are told before there is an order. */
export const BEFORE_ORDER: Readonly<Partial<Record<PurchaseEvent, string>>> = {
  lead_captured: 'L1',
  cart_abandoned: 'C1',
}

let serial = 0
/** One event of one order, `after` minutes from the start. */
export const event = (name: PurchaseEvent, { after = 0, ...given }: Given = {}): News => ({
  purchaseId: `pur_${String(++serial).padStart(6, '0')}`,
  event: name,
  orderKind: BEFORE_ORDER[name] === undefined ? 'transaction' : 'cart',
  orderKey: BEFORE_ORDER[name] ?? 'T1',
  at: new Date(T0 + after * MINUTE),
  spoken: rulesOn(name).some((rule) => !rule.ofUpsell && rule.steps.some((s) => s.enabled)),
  subscriptionKey: null,
  upsell: false,
  phone: '+5511987654321',
  phoneIssue: null,
  email: 'ana@example.com',
  payableUntil: payableUntil(name, after),
  ...given,
})

export const stepsOn = (name: PurchaseEvent): RuleStep[] =>
  rulesOn(name).flatMap((rule) =>
    rule.steps.map(({ step, enabled, delay, lane, kind }) => ({
      rule: rule.code,
      ofUpsell: rule.ofUpsell,
      outside: false,
      step,
      enabled: enabled || name === 'lead_captured', // Off until somebody wants it: here somebody does.
      delay,
      lane,
      kind,
      textVersion: 1,
      variant: null,
      heldOut: false,
      addressing: 'phone' as const,
    })),
  )

export const STAGE: Stage = {
  stepsFor: ({ event }) => stepsOn(event),
  upsellsOn: false,
  contact: { optedOut: false, blocked: false, suppressed: false },
}

/** A thread in memory, judged by the same decision as the real one. */
export function thread(options: Partial<Pick<Situation, 'upsellsOn' | 'contact'>> = {}) {
  let play = EMPTY
  const stage = { ...STAGE, ...options }
  const messages = () => play.messages
  const change = (id: string, to: Partial<Rehearsed>) => {
    play = { ...play, messages: messages().map((m) => (m.id === id ? { ...m, ...to } : m)) }
  }
  /** Time runs: what is due leaves, in order. */
  const run = (until: Date) => {
    const due = messages()
      .filter((m) => m.state === 'scheduled' && m.sendAfter <= until)
      .sort((a, b) => a.sendAfter.getTime() - b.sendAfter.getTime())
    for (const { id, sendAfter, validUntil } of due) {
      if (until > validUntil && sendAfter > validUntil) change(id, { state: 'suppressed' })
      else change(id, { state: 'sent', sentAt: until })
    }
    return due
  }
  const named = (of: (m: Rehearsed) => boolean) =>
    messages()
      .filter(of)
      .map(({ of, rule, step }) => `${of.orderKey} ${rule}.${step}`)
      .sort()
  return {
    hear: (news: News, now = new Date(Math.max(T0, news.at.getTime()))) => {
      play = hear(play, stage, news, now)
    },
    run,
    messages,
    pending: () => named((m) => m.state === 'scheduled'),
    sent: () => named((m) => m.state === 'sent'),
    all: () => named(() => true),
    reasonOf: (rule: string, step = 1) => {
      const found = messages().findLast((m) => m.rule === rule && m.step === step)
      return found === undefined ? 'none' : `${found.state} ${found.reasonCode ?? ''}`.trim()
    },
  }
}
