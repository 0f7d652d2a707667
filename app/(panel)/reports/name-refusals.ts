// app/(panel)/reports/name-refusals.ts

import type { RefusalGroup } from '@/components/reports/refusals-section'
import type { NamedCause } from '@/components/reports/rescued-section'
import { centavos } from '@/lib/kernel/money'
import { decide } from '@/lib/payments/decisions'
import type { RefusalReason } from '@/lib/payments/outcome'
import { WHAT_TO_DO } from '@/lib/payments/refusal-classes'
import type { RefusedRow } from '@/lib/reports/refusals-report'
import type { Cause, RescuedReport } from '@/lib/reports/rescued-report'
import type { Locale } from '@/messages/locales'

type Coded = Pick<RefusedRow, 'acquirer' | 'brand' | 'lr' | 'returnCode'>

/** What a code of a row meant, by the one table that decides it. */
function decisionOf({ acquirer, brand, lr, returnCode }: Coded) {
  const code = returnCode ?? lr
  if (code === null) return null
  return decide({ acquirer, brand, code, brandCode: lr === null || lr === code ? null : lr })
}

/** Codes of both acquirers and of every brand, by what they ask somebody to do. */
export function groupRefusals(
  rows: readonly RefusedRow[],
  locale: Locale,
  titleOf: (reason: RefusalReason) => string,
): readonly RefusalGroup[] {
  const groups = new Map<RefusalReason, RefusalGroup>()
  for (const row of rows) {
    const decision = decisionOf(row)
    const reason = decision?.reason ?? 'unspecified'
    const group = groups.get(reason) ?? {
      key: reason,
      title: titleOf(reason),
      todo: WHAT_TO_DO[reason][locale],
      count: 0,
      amount: centavos(0),
      codes: [],
    }
    const text = decision?.description[locale] ?? ''
    groups.set(reason, {
      ...group,
      count: group.count + row.count,
      amount: centavos(group.amount + row.amount),
      codes: withCode(group.codes, row.lr ?? row.returnCode, text, row.count),
    })
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count)
}

function withCode(
  codes: RefusalGroup['codes'],
  code: string | null,
  text: string,
  count: number,
): RefusalGroup['codes'] {
  if (code === null) return codes
  const known = codes.find((each) => each.code === code)
  const others = codes.filter((each) => each.code !== code)
  const told = { code, text: known?.text ?? text, count: (known?.count ?? 0) + count }
  return [...others, told].toSorted((a, b) => b.count - a.count)
}

/** Why the first acquirer did not take a sale, the same words together. */
export function nameCauses(
  causes: RescuedReport['byCode'],
  locale: Locale,
  silenceOf: (silence: NonNullable<Cause['silence']>) => string,
): readonly NamedCause[] {
  const named = new Map<string, NamedCause>()
  for (const cause of causes) {
    const { from, lr, returnCode, brand, silence } = cause
    const said = silence === null ? decisionOf({ acquirer: from, brand, lr, returnCode }) : null
    const text = silence === null ? (said?.description[locale] ?? '') : silenceOf(silence)
    const code = lr ?? returnCode
    const key = `${from} ${cause.to} ${code} ${text}`
    const known = named.get(key)
    named.set(key, {
      ...cause,
      text,
      code,
      count: (known?.count ?? 0) + cause.count,
      amount: centavos((known?.amount ?? 0) + cause.amount),
    })
  }
  return [...named.values()].toSorted((a, b) => b.count - a.count)
}
