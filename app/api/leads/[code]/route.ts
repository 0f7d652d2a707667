// app/api/leads/[code]/route.ts

/*
 * The form of an offer page.
 *
 * POST  name?, email, phone?, consent, consentText, kind, language, and where the visitor came from. A plain form
 *       is answered with 303 to `/o/CODE/lead`, which thanks or shows what to put right. JSON is answered with
 *       200 { kept: true }; 404 offer_not_found; 409 form_closed; 422 invalid_input with errors[{path,code,message}],
 *       the messages in the language of the page; 429 with Retry-After.
 */

import { after } from 'next/server'
import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import { consentText, LEAD_FIELDS, type LeadField } from '@/components/checkout/lead-form'
import { nudge } from '@/inngest/nudge'
import { LEAD_CONSENT_VERSION } from '@/lib/kernel/lead-consent'
import { findLeadOffer, type LeadOffer } from '@/lib/leads/find-lead-offer'
import { keepLead, type LeadRefusal } from '@/lib/leads/keep-lead'
import { LeadInput, type LeadIssue } from '@/lib/leads/lead.schema'
import { originOf } from '@/lib/leads/origin-of'
import { buyerContext } from '@/lib/platform/job-context'
import { problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'
import { leaveReturned, seeOther } from './returned'

type Params = { readonly params: Promise<{ code: string }> }
type Errors = Partial<Record<LeadField, LeadIssue>>

const MAX_BYTES = 16 * 1024

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findLeadOffer(tools, code)
  const asForm = /^application\/x-www-form-urlencoded/i.test(
    request.headers.get('content-type') ?? '',
  )
  if (offer === null)
    return asForm ? seeOther(`/o/${encodeURIComponent(code)}`) : problem(404, 'offer_not_found')
  const body = asForm ? await readForm(request) : await readJsonBody(request)
  if (!body.ok) return body.response
  const input = LeadInput.safeParse(body.value)
  const sent = { ...(body.value as Readonly<Record<string, string>> | null) }
  const from = asForm ? request.headers.get('referer') : null
  const answer = asForm ? (said: Said) => answerForm(said, from) : answerJson
  if (!input.success) return answer({ offer, sent, errors: errorsOf(input.error) })

  const lead = input.data
  const t = await getTranslations({ locale: lead.language, namespace: 'leadForm' })
  const said = { kind: lead.kind, words: offer.form, brand: offer.brand, product: offer.title }
  const consent = { text: consentText(t, said), version: LEAD_CONSENT_VERSION }
  // Without a script the browser itself says which page it was on.
  const origin = asForm ? originOf(from) : {}
  const kept = await keepLead(buyerContext(offer.accountId), {
    ...{ offer, lead: { ...lead, ...origin }, consent },
    address: await remoteAddress(),
  })
  if (!kept.ok) return answer({ offer, sent, refusal: kept.error, consentText: consent.text })
  after(() => nudge())
  return answer({ offer, sent })
}

async function readForm(request: Request) {
  const bytes = await readUpTo(request, MAX_BYTES)
  if (bytes === null) return { ok: false as const, response: problem(413, 'body_too_large') }
  const value = Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
  return { ok: true as const, value }
}

const isField = (path: PropertyKey | undefined): path is LeadField =>
  LEAD_FIELDS.some((field) => field === path)

/** What our own rules say of a field; what a schema refuses otherwise was never typed into the form. */
function errorsOf({ issues }: z.ZodError): Errors {
  const found: Errors = {}
  for (const issue of issues) {
    const [path] = issue.path
    if (isField(path)) {
      const own = issue.code === 'custom' ? issue.params?.code : undefined
      found[path] ??= (own as LeadIssue | undefined) ?? 'email_wrong'
    }
  }
  return found
}

type Said = {
  readonly offer: LeadOffer
  readonly sent: Readonly<Record<string, string>>
  readonly errors?: Errors
  readonly refusal?: LeadRefusal
  readonly consentText?: string
}

const refusedIn = ({ errors, refusal }: Said): Errors => {
  if (refusal?.code === 'invalid_input' && isField(refusal.path))
    return { [refusal.path]: refusal.issue }
  return errors ?? {}
}

async function answerJson(said: Said): Promise<Response> {
  const { refusal, sent } = said
  const errors = Object.entries(refusedIn(said))
  if (errors.length === 0 && refusal === undefined && said.errors === undefined) {
    return Response.json({ kept: true }, { headers: { 'cache-control': 'no-store' } })
  }
  const locale = sent.language === 'en' ? 'en' : 'pt-BR'
  const t = await getTranslations({ locale, namespace: 'leadForm' })
  if (refusal?.code === 'too_many_attempts') {
    const headers = { 'retry-after': String(refusal.seconds) }
    return problem(429, refusal.code, { detail: t(`problem.${refusal.code}`), headers })
  }
  if (refusal?.code === 'form_closed') {
    return problem(409, refusal.code, { detail: t(`problem.${refusal.code}`) })
  }
  const changed = refusal?.issue === 'consent_changed'
  return Response.json(
    {
      ...{
        type: '/problems/invalid_input',
        title: 'invalid input',
        status: 422,
        code: 'invalid_input',
      },
      errors: errors.map(([path, code]) => ({ path, code, message: t(`error.${code}`) })),
      ...(changed && { consentText: said.consentText }),
    },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  )
}

/** The page that asks again keeps where its visitor came from in its own address. */
function answerForm(said: Said, from: string | null): Response {
  const { offer, sent, refusal } = said
  const errors = refusedIn(said)
  const kind = sent.kind ?? 'lead'
  const language = sent.language ?? offer.language
  const clean =
    Object.keys(errors).length === 0 && refusal === undefined && said.errors === undefined
  const { tracking, affiliateCode, linkCode } = originOf(from)
  const query = new URLSearchParams({
    ...tracking,
    ...(affiliateCode !== null && { afiliado: affiliateCode }),
    ...(linkCode !== null && { link: linkCode }),
    ...{ kind, lang: language, ...(clean && { done: '1' }) },
  })
  const problemCode =
    refusal !== undefined && refusal.code !== 'invalid_input' ? refusal.code : undefined
  const { name, email, phone } = sent
  const returned = {
    typed: { name, email, phone },
    errors,
    ...(problemCode && { problem: problemCode }),
  }
  return seeOther(
    `/o/${offer.code}/lead?${query}`,
    leaveReturned(offer.code, clean ? null : returned),
  )
}
