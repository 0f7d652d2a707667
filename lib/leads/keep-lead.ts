// lib/leads/keep-lead.ts
import { and, eq, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type LeadMail, leads } from '@/db/schema/leads'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { searchWords } from '@/lib/kernel/search-words'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { isAboutData } from '@/lib/platform/database-refusal'
import { recordFact } from '@/lib/platform/outbox'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { emailKeyOf } from './email-key'
import { asksPhone, isSold, type LeadOffer, takesKind } from './find-lead-offer'
import type { LeadInput, LeadIssue } from './lead.schema'

/** A classroom and a phone company have one address each: many may write, a machine may not. */
const ADDRESS: Limit = { name: 'lead_address', burst: 20, everyMs: 15_000 }

const WAITING: LeadMail = 'waiting'
/**
 * Who asks again sooner has just been told, on a page that was still open. While it is sold nobody is told
 * twice at all: any address can be typed, and whoever it belongs to would get a mail an hour.
 */
const TOLD_JUST_NOW = "interval '1 hour'"

export type LeadRefusal =
  | { readonly code: 'form_closed' }
  | { readonly code: 'too_many_attempts'; readonly seconds: number }
  | { readonly code: 'invalid_input'; readonly path: string; readonly issue: LeadIssue }

export type Kept = { readonly leadId: Id<'lead'> | null; readonly repeated: boolean }

type Input = {
  readonly offer: LeadOffer
  readonly lead: LeadInput
  /** What the form asks to agree to now, in the language it was shown in. */
  readonly consent: { readonly text: string; readonly version: number }
  readonly address: string
}

/**
 * One person is one lead of an offer and a kind, however often they ask: the first time says where
 * they came from and is told once; later ones are counted, and renew what was agreed to.
 */
export async function keepLead(
  ctx: Ctx<'buyer'>,
  { offer, lead, consent, address }: Input,
): Promise<Result<Kept, LeadRefusal>> {
  if (!takesKind(offer, lead.kind)) return err({ code: 'form_closed' })
  // Answered like anybody else, and kept by nobody.
  if (lead.website) return ok({ leadId: null, repeated: false })
  const wrong = wrongIn(offer, lead, consent.text)
  if (wrong !== null) return err({ code: 'invalid_input', ...wrong })
  const seconds = await takePlace(ctx, ADDRESS, address)
  if (seconds > 0) return err({ code: 'too_many_attempts', seconds })

  const row = rowOf(ctx, { offer, lead, consent, address })
  const sold = isSold(offer, ctx.now())
  return insertOrRenew(ctx, row, sold).catch((error: unknown) => {
    // Somebody left the same phone at this very moment; by now it is known to be taken.
    if (isAboutData(error)) return insertOrRenew(ctx, row, sold)
    throw error
  })
}

const insertOrRenew = (
  ctx: Ctx<'buyer'>,
  row: Made,
  sold: boolean,
): Promise<Result<Kept, LeadRefusal>> =>
  ctx.db.transaction(async (tx) => {
    // The person may be erased between the two questions; the next turn then makes them anew.
    for (let turn = 0; turn < 3; turn++) {
      const [made] = await tx
        .insert(leads)
        .values(row)
        .onConflictDoNothing()
        .returning({ id: leads.id })
      if (made !== undefined) {
        await tellOf(ctx, tx, row)
        return ok({ leadId: made.id, repeated: false })
      }
      const again = await renew(tx, row, sold)
      if (again !== null) return ok({ leadId: again, repeated: true })
    }
    throw new Error('a lead that stands in the way is there')
  })

function wrongIn(offer: LeadOffer, lead: LeadInput, shown: string) {
  const wrong = (path: string, issue: LeadIssue) => ({ path, issue })
  if (asksPhone(offer, lead.kind) && lead.phone === null) return wrong('phone', 'phone_missing')
  // Who asks for the one mail of a waiting list agrees by asking; anything else is ticked.
  if (lead.kind === 'lead' && !lead.agreed) return wrong('consent', 'consent_missing')
  if (lead.consentText !== shown) return wrong('consent', 'consent_changed')
  return null
}

function rowOf(ctx: Ctx<'buyer'>, { offer, lead, consent, address }: Input) {
  const now = ctx.now()
  const { kind, name, email, language, tracking = {}, affiliateCode, linkCode } = lead
  const phone = asksPhone(offer, kind) ? lead.phone : null
  const found = searchWords(name, email, phone, phone?.replace(/^\+55/, ''))
  return {
    id: ctx.newId('lead'),
    ...{ accountId: offer.accountId, offerId: offer.id, offerCode: offer.code },
    ...{ kind, name, email, emailKey: emailKeyOf(email), phone, language },
    ...{ consentText: consent.text, consentVersion: consent.version, consentAt: now },
    ipHash: ctx.keyring.fingerprint(new Secret(`lead ${address}`)),
    ...{ tracking, affiliateCode, linkCode },
    mail: kind === 'lead' ? null : WAITING,
    words: sql`array_to_tsvector(string_to_array(${found.join(' ')}, ' '))`,
    ...{ lastSeenAt: now, createdAt: now },
  }
}

type Made = ReturnType<typeof rowOf>

const tellOf = (ctx: Ctx<'buyer'>, tx: Tx, { id, offerId, kind, affiliateCode }: Made) =>
  recordFact(ctx, tx, {
    name: 'lead.captured',
    payload: { leadId: id, offerId, kind, affiliateCode: affiliateCode ?? '' },
  })

/** The same mail first, for the phone of a family may belong to several of them. */
async function renew(tx: Tx, row: Made, sold: boolean): Promise<Id<'lead'> | null> {
  const { offerId, kind, emailKey, phone } = row
  const [known] = await tx
    .select({ id: leads.id, name: leads.name, phone: leads.phone })
    .from(leads)
    .where(
      and(
        ...[eq(leads.offerId, offerId), eq(leads.kind, kind)],
        or(eq(leads.emailKey, emailKey), phone === null ? undefined : eq(leads.phone, phone)),
      ),
    )
    .orderBy(sql`${leads.emailKey} = ${emailKey} desc`)
    .limit(1)
    .for('update')
  if (known === undefined) return null
  const { consentText, consentVersion, consentAt, ipHash, lastSeenAt } = row
  const asksAnew = sql`${!sold} and ${leads.mail} in ('sent', 'left', 'unknown', 'failed')
    and ${leads.mailedAt} < ${consentAt.toISOString()}::timestamptz - ${sql.raw(TOLD_JUST_NOW)}`
  await tx
    .update(leads)
    .set({
      ...{ consentText, consentVersion, consentAt, ipHash, lastSeenAt },
      name: known.name ?? row.name,
      phone: known.phone ?? ((await isTaken(tx, row)) ? null : phone),
      repeats: sql`${leads.repeats} + 1`,
      // Who was told before, or had left, asks for the next time.
      mail: sql`case when ${asksAnew} then ${WAITING} else ${leads.mail} end`,
      mailTries: sql`case when ${asksAnew} then 0 else ${leads.mailTries} end`,
    })
    .where(eq(leads.id, known.id))
  return known.id
}

async function isTaken(tx: Tx, { offerId, kind, phone }: Made): Promise<boolean> {
  if (phone === null) return false
  const mine = [eq(leads.offerId, offerId), eq(leads.kind, kind), eq(leads.phone, phone)]
  return (
    (
      await tx
        .select({ id: leads.id })
        .from(leads)
        .where(and(...mine))
    ).length > 0
  )
}
