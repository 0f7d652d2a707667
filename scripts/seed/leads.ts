// scripts/seed/leads.ts
import type { Id } from '@/lib/kernel/ids'
import { LEAD_CONSENT_VERSION } from '@/lib/kernel/lead-consent'
import { findLeadOffer, type LeadOffer } from '@/lib/leads/find-lead-offer'
import { keepLead } from '@/lib/leads/keep-lead'
import { LeadInput } from '@/lib/leads/lead.schema'
import type { Ctx, Tools } from '@/lib/platform/context'
import ptBR from '@/messages/pt-BR.json'
import { type Chance, toolsAt } from './clock'
import { must } from './must'
import { inventPerson } from './people'

const DAY_MS = 86_400_000
const DAYS = 21
const PEOPLE = 18
const ORIGINS: readonly Readonly<Record<string, string>>[] = [
  { utm_source: 'instagram', utm_medium: 'bio' },
  { utm_source: 'youtube', utm_campaign: 'aula-aberta' },
  {},
]

type Given = {
  readonly tools: Tools
  readonly accountId: Id<'account'>
  readonly code: string
  readonly chance: Chance
}

/** Three weeks of people who wanted to hear more, through the form of the page. */
export async function leaveContacts({ tools, accountId, code, chance }: Given): Promise<void> {
  const offer = await findLeadOffer(tools, code)
  if (offer?.form == null) return
  const text = agreed(offer)
  for (let i = PEOPLE; i > 0; i--) {
    const ago = (i * DAYS * DAY_MS) / PEOPLE + chance.below(DAY_MS / 2)
    const at = new Date(tools.now().getTime() - ago)
    const ctx: Ctx<'buyer'> = { ...toolsAt(tools, at), actor: { kind: 'buyer', accountId } }
    const { name, email, phone } = inventPerson(chance)
    const tracking = chance.pick(ORIGINS)
    const typed = { kind: 'lead', language: 'pt-BR', consent: 'on', consentText: text }
    const lead = LeadInput.parse({ ...typed, name, email, phone, tracking })
    const consent = { text, version: LEAD_CONSENT_VERSION }
    must(await keepLead(ctx, { offer, lead, consent, address: `198.51.100.${i}` }))
  }
}

/** The sentence as the page says it, with its choice about WhatsApp made. */
const agreed = ({ brand, title, form }: LeadOffer): string =>
  ptBR.leadForm.consent
    .replace(/\{phone, select, yes \{(.*?)\} other \{\}\}/, form?.askPhone ? '$1' : '')
    .replace('{brand}', brand)
    .replace('{product}', title)
