// lib/leads/keep-checkout.ts
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { checkouts } from '@/db/schema/leads'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import type { Ctx } from '@/lib/platform/context'
import { emailKeyOf } from './email-key'

const plain = (text: string) => text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim()
const Text = (max: number) =>
  z
    .string()
    .transform((text) => plain(text).slice(0, max) || null)
    .nullish()
    .catch(null)
    .transform((text) => text ?? null)

/** What is half typed is no contact yet: it is left out, and nothing is refused for it. */
const Email = Text(200).transform((text) => (z.email().safeParse(text).success ? text : null))
const Phone = Text(40).transform((text) => {
  const { phone, phoneIssue } = normalizePhone(text ?? '')
  // A landline hears no message.
  return phoneIssue === 'landline' ? null : phone
})

/** As much of a checkout as may be kept: who, from where, and what was ticked. Never a card or a document. */
export const ContactInput = z.object({
  checkoutId: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/),
  name: Text(120),
  email: Email,
  phone: Phone,
  tracking: z
    .record(z.string().max(40), z.string().max(200))
    .refine((names) => Object.keys(names).length <= 30)
    .catch({})
    .default({}),
  affiliateCode: Text(40),
  linkCode: Text(40),
  bumps: z.array(z.string().max(40)).max(5).catch([]).default([]),
})
export type ContactInput = z.output<typeof ContactInput>

type Of = { readonly id: Id<'offer'>; readonly code: string }

/**
 * One statement: who can be written to is kept, unless that checkout is a sale already. What is typed
 * later replaces what was typed before; what is taken out again stays known.
 */
export async function keepCheckout(
  ctx: Ctx<'buyer'>,
  offer: Of,
  contact: ContactInput,
): Promise<void> {
  const { checkoutId, name, email, phone, tracking, affiliateCode, linkCode, bumps } = contact
  if (email === null && phone === null) return
  const { accountId } = ctx.actor
  const now = ctx.now().toISOString()
  const key = email === null ? null : emailKeyOf(email)
  await ctx.db.execute(sql`
    insert into ${checkouts} as c (account_id, checkout_id, offer_id, offer_code, name, email, email_key,
      phone, tracking, affiliate_code, link_code, bumps, state, created_at, touched_at)
    select ${accountId}, ${checkoutId}, ${offer.id}, ${offer.code}, ${name}, ${email}, ${key}, ${phone},
      ${JSON.stringify(tracking)}::jsonb, ${affiliateCode}, ${linkCode},
      array(select jsonb_array_elements_text(${JSON.stringify(bumps)}::jsonb)), 'open',
      ${now}::timestamptz, ${now}::timestamptz
    where not exists (select from ${sales}
      where ${sales.accountId} = ${accountId} and ${sales.idempotencyKey} = ${checkoutId})
    on conflict (account_id, checkout_id) do update set
      name = coalesce(excluded.name, c.name), email = coalesce(excluded.email, c.email),
      email_key = coalesce(excluded.email_key, c.email_key), phone = coalesce(excluded.phone, c.phone),
      tracking = case when excluded.tracking = '{}' then c.tracking else excluded.tracking end,
      affiliate_code = coalesce(excluded.affiliate_code, c.affiliate_code),
      link_code = coalesce(excluded.link_code, c.link_code),
      bumps = excluded.bumps, touched_at = excluded.touched_at
    where c.offer_id = excluded.offer_id and c.state = 'open'`)
}
