// app/api/checkout/[code]/sign-up.ts
import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import type { Ctx } from '@/lib/platform/context'
import { tools } from '@/lib/platform/tools'
import { signUp } from '@/lib/recurrences/sign-up'
import { toSignUpAnswer } from '@/lib/recurrences/sign-up-answer'
import { toCheckoutAnswer } from '@/lib/sales/checkout-answer'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { checkoutProblem } from '@/lib/sales/submit-problem'

type Asked = {
  readonly input: SubmitPayment
  readonly accessUrl: string | null
  readonly leave: (status: 'paid' | 'authorized' | 'refused') => Promise<void>
}

/** What is charged again and again: its first charge is a sale; before the first there is none. */
export async function answerSignUp(
  ctx: Ctx<'buyer'>,
  { input, accessUrl, leave }: Asked,
): Promise<Response> {
  const result = await signUp(ctx, input)
  if (!result.ok) return checkoutProblem(result.error)
  const signed = result.value
  const told = { accessUrl, now: tools.now() }
  if (signed.kind === 'later') {
    after(() => nudge())
    const answer = toSignUpAnswer(signed.recurrence, told)
    if (answer.status === 'signed_up') await leave('paid')
    return respond(answer, answer.status === 'pending' ? 202 : 201)
  }
  const { submitted, keep } = signed
  after(() => Promise.all([nudge(), keep?.()]))
  const { status } = submitted.sale
  if (status === 'paid' || status === 'authorized') await leave(status)
  const answer = toCheckoutAnswer(submitted, told)
  return respond(answer, answer.status === 'pending' ? 202 : 201)
}

export const respond = (body: object, status: number): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
