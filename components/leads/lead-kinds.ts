// components/leads/lead-kinds.ts
import type { LeadKind } from '@/db/schema/leads'

/** As a filter offers them. */
export const LEAD_KINDS: readonly LeadKind[] = ['lead', 'waitlist_before', 'waitlist_sold_out']
