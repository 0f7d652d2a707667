// app/(panel)/coupons/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import type { CouponAnswer, CouponFieldName } from '@/components/coupons/coupon-form'
import { instantOf } from '@/lib/kernel/calendar'
import { readReais } from '@/lib/kernel/money'
import { CreateCouponInput, EditCouponInput } from '@/lib/offers/coupon-fields'
import { createCoupon, EndCouponInput, editCoupon, endCoupon } from '@/lib/offers/save-coupon'
import { memberContext } from '@/lib/platform/session'

/** What a form says, read: a percentage in hundredths of one per cent, as money in hundredths of a real. */
function read(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const instant = (name: string) =>
    text(name) === '' ? null : (instantOf(text(name)) ?? text(name))
  const count = (name: string) =>
    text(name) === '' ? null : /^\d{1,9}$/.test(text(name)) ? Number(text(name)) : text(name)
  return {
    code: text('code'),
    kind: text('kind'),
    value: readReais(text('value').replace('%', '')) ?? text('value'),
    startsAt: instant('startsAt'),
    endsAt: instant('endsAt'),
    maxUses: count('maxUses'),
    maxPerBuyer: count('maxPerBuyer'),
    everyCharge: form.get('everyCharge') === 'yes',
    methods: form.getAll('methods'),
  }
}

const FIELDS = ['code', 'value', 'startsAt', 'endsAt', 'maxUses', 'maxPerBuyer', 'methods'] as const

/** A sentence beside each field at fault. */
async function wrongOf({ issues }: z.ZodError): Promise<CouponAnswer> {
  const t = await getTranslations('coupons.wrong')
  const wrong: Partial<Record<CouponFieldName, string>> = {}
  for (const { path, code, ...issue } of issues) {
    const field = FIELDS.find((name) => name === path[0])
    const own = code === 'custom' && 'params' in issue ? issue.params?.code : undefined
    if (field === undefined) wrong.form = t('form')
    else if (own === 'ends_before_start' || own === 'percent_high') wrong[field] = t(own)
    else wrong[field] = t(field)
  }
  return { wrong }
}

export async function createCouponAction(
  offerId: string | null,
  _: CouponAnswer | null,
  form: FormData,
): Promise<CouponAnswer> {
  const ctx = await memberContext()
  const forAll = offerId === null || form.get('scope') === 'all'
  const input = CreateCouponInput.safeParse({ ...read(form), offerId: forAll ? null : offerId })
  if (!input.success) return wrongOf(input.error)
  return answer(await createCoupon(ctx, input.data))
}

export async function editCouponAction(
  couponId: string,
  _: CouponAnswer | null,
  form: FormData,
): Promise<CouponAnswer> {
  const ctx = await memberContext()
  const input = EditCouponInput.safeParse({ ...read(form), couponId })
  if (!input.success) return wrongOf(input.error)
  return answer(await editCoupon(ctx, input.data))
}

async function answer(result: Awaited<ReturnType<typeof createCoupon>>): Promise<CouponAnswer> {
  const t = await getTranslations('coupons.refused')
  if (!result.ok) {
    const { code } = result.error
    return { wrong: { [code === 'code_taken' ? 'code' : 'form']: t(code) } }
  }
  shownAgain()
  return { code: result.value.code, wrong: {} }
}

/** A sentence when it was refused. */
export async function endCouponAction(typed: unknown): Promise<{ readonly message?: string }> {
  const ctx = await memberContext()
  const t = await getTranslations('coupons.refused')
  const input = EndCouponInput.safeParse(typed)
  if (!input.success) return { message: t('coupon_not_found') }
  const moved = await endCoupon(ctx, input.data)
  if (!moved.ok) return { message: t(moved.error.code) }
  shownAgain()
  return {}
}

/** One coupon may stand on the page of every offer. */
function shownAgain() {
  revalidatePath('/coupons')
  revalidatePath('/offers/[id]/coupons', 'page')
}
