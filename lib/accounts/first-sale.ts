// lib/accounts/first-sale.ts

import type { Ctx } from '@/lib/platform/context'
import { acquirerPill } from './acquirer-views'
import { getCompany } from './views'

export type ChecklistStep = {
  readonly step: 'company' | 'acquirer' | 'offer' | 'sale'
  readonly done: boolean
  /** What proves it: a name, a moment, a code. Null while it is not done. */
  readonly evidence: string | null
  readonly at: Date | null
}

/** What the other modules know. The page asks them: this one does not look into their rows. */
export type Elsewhere = {
  readonly publishedOffer: { readonly code: string; readonly at: Date | null } | null
  readonly firstSale: { readonly id: string; readonly at: Date | null } | null
}

/** The way to the first sale. Every step turns green from evidence and by nobody's click. */
export async function firstSaleChecklist(
  ctx: Ctx<'member'>,
  { publishedOffer, firstSale }: Elsewhere,
): Promise<readonly ChecklistStep[]> {
  const [company, [main]] = await Promise.all([getCompany(ctx), acquirerPill(ctx)])
  return [
    {
      step: 'company',
      done: company.document !== null,
      evidence: company.legalName,
      at: null,
    },
    {
      step: 'acquirer',
      done: main?.checkedAt != null,
      evidence: main?.label ?? null,
      at: main?.checkedAt ?? null,
    },
    {
      step: 'offer',
      done: publishedOffer !== null,
      evidence: publishedOffer?.code ?? null,
      at: publishedOffer?.at ?? null,
    },
    {
      step: 'sale',
      done: firstSale !== null,
      evidence: firstSale?.id ?? null,
      at: firstSale?.at ?? null,
    },
  ]
}
