// lib/payments/finding-kinds.ts
import { FINDINGS, type FindingKind } from '@/db/schema/findings'

/** `person`: it waits until somebody acts. `told`: we dealt with it, and it is worth knowing. */
const CARE: Readonly<Record<FindingKind, 'person' | 'told'>> = {
  late_approval: 'told',
  stray_approval: 'told',
  stray_refused: 'person',
  still_unknown: 'person',
  capture_refused: 'person',
  capture_due: 'person',
  amount_differs: 'person',
  setup_rejected: 'person',
  unlisted_code: 'person',
  integrity: 'person',
  differs: 'person',
  orphan: 'person',
  paid_late: 'told',
  refund_denied: 'person',
  void_refused: 'person',
  chargeback: 'person',
}

export const FOR_A_PERSON = FINDINGS.filter((kind) => CARE[kind] === 'person')
export const JUST_TOLD = FINDINGS.filter((kind) => CARE[kind] === 'told')
