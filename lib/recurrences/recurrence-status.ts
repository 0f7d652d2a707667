// lib/recurrences/recurrence-status.ts
import type { ChargeStatus, RecurrenceStatus } from '@/db/schema/recurrences'
import type { Machine } from '@/lib/kernel/machine'

export const recurrenceMachine: Machine<RecurrenceStatus> = {
  initial: 'signing_up',
  moves: {
    signing_up: ['active', 'refused'],
    refused: ['signing_up', 'active'], // Another card in the same checkout.
    active: ['past_due', 'canceled', 'ended'],
    past_due: ['active', 'canceled', 'ended'],
    canceled: [],
    ended: [],
  },
}

export const chargeMachine: Machine<ChargeStatus> = {
  initial: 'due',
  moves: {
    due: ['charging', 'failed', 'canceled'],
    charging: ['paid', 'retrying', 'failed'],
    retrying: ['charging', 'failed', 'canceled'],
    failed: ['charging'], // With another card.
    paid: [],
    canceled: [],
  },
}
