// app/(public)/o/[code]/done/recurring.tsx
import { Agreed } from '@/components/checkout/agreed'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { findSignUp, toAgreed, toSignUpAnswer } from '@/lib/recurrences/sign-up-answer'

type Names = { readonly code: string; readonly checkoutId: string }

/** What a checkout signed up to; null for one that sold something once. */
async function signedUp({ code, checkoutId }: Names) {
  const offer = await findOfferByCode(tools, code)
  if (offer === null || offer.kind !== 'recurring') return null
  return findSignUp(buyerContext(offer.accountId), { offerCode: code, checkoutId })
}

/** Beside the receipt of its first charge: what is charged next. */
export async function Recurring({
  supportEmail,
  ...names
}: Names & { readonly supportEmail: string | null }) {
  const found = await signedUp(names)
  if (found === null || found.recurrence.status === 'signing_up') return null
  return <Agreed agreed={toAgreed(found.recurrence)} supportEmail={supportEmail} />
}

/** Where nothing was charged there is no receipt: this is what the buyer has instead. */
export async function findSignedUp(names: Names) {
  const found = await signedUp(names)
  return found === null ? null : toSignUpAnswer(found.recurrence, { ...found, now: tools.now() })
}
