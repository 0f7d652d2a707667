// lib/leads/to-lead-json.ts
import type { LeadView } from './views'

/** As `GET /api/v1/leads` tells it. */
export const toLeadJson = (lead: LeadView) => ({
  id: lead.id,
  kind: lead.kind,
  offerCode: lead.offerCode,
  name: lead.name,
  email: lead.email,
  phone: lead.phone,
  language: lead.language,
  consent: {
    text: lead.consentText,
    version: lead.consentVersion,
    at: lead.consentAt.toISOString(),
  },
  tracking: lead.tracking,
  affiliateCode: lead.affiliateCode,
  linkCode: lead.linkCode,
  repeats: lead.repeats,
  saleId: lead.saleId,
  convertedAt: lead.convertedAt?.toISOString() ?? null,
  createdAt: lead.createdAt.toISOString(),
})
