// lib/notifications/sync-templates.ts
import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import { cloudTemplates } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx, Tools } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { ListedTemplate } from './channel-templates'
import { findRow } from './instance-views'
import { InstanceId } from './messages-query'
import { openSender } from './open-sender'
import { listAll } from './registry'

export type TemplatesError =
  | { readonly code: 'instance_not_found' | 'not_allowed' | 'no_templates' | 'waba_missing' }
  | { readonly code: 'channel_refused'; readonly detail: string }

/** What the channel lists now, kept beside the sender; what it no longer lists is forgotten. */
export async function syncTemplates(
  ctx: Ctx<'member' | 'job'>,
  instanceId: Id<'instance'>,
): Promise<Result<number, TemplatesError>> {
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const { templates } = openSender(ctx, row).sender
  if (templates === undefined) return err({ code: 'no_templates' })
  const asked = ctx.now()
  const listed = await templates.list(ctx)
  if (!listed.ok) return err(refusalOf(listed))
  await ctx.db.transaction(async (tx) => {
    for (const template of listed.value) {
      const kept = { ...keptOf(template), syncedAt: asked }
      await tx
        .insert(cloudTemplates)
        .values({ accountId: ctx.actor.accountId, instanceId, ...kept })
        .onConflictDoUpdate({
          target: [cloudTemplates.instanceId, cloudTemplates.name, cloudTemplates.language],
          set: kept,
        })
    }
    await tx
      .delete(cloudTemplates)
      .where(and(eq(cloudTemplates.instanceId, instanceId), lt(cloudTemplates.syncedAt, asked)))
  })
  return ok(listed.value.length)
}

const keptOf = ({ name, language, category, state, reason, body, parameters }: ListedTemplate) => ({
  ...{ name, language, category, state, reason, body, parameters },
})

function refusalOf({ code, explanation }: { code: string; explanation: string }): TemplatesError {
  if (code === 'waba_missing') return { code: 'waba_missing' }
  const detail = [code, explanation].filter((word) => word !== '').join(' – ')
  return { code: 'channel_refused', detail }
}

export const SubmitTemplateInput = z.object({
  instanceId: InstanceId,
  name: z
    .string()
    .trim()
    .regex(/^[a-z\d_]{1,512}$/),
  language: z
    .string()
    .regex(/^[a-z]{2}(_[A-Z]{2})?$/)
    .default('pt_BR'),
  category: z.enum(['UTILITY', 'MARKETING']),
  body: z
    .string()
    .trim()
    .min(10)
    .max(1_024)
    .refine((text) => !/^\{\{|\}\}$/.test(text), 'variable_at_edge')
    .refine(isNumbered, 'variables_not_numbered'),
  /** One a line, in the order of the variables. */
  examples: z.string().max(2_000).default(''),
})

/** `{{1}}`, `{{2}}`, … without a gap: what Meta takes. */
function isNumbered(text: string): boolean {
  const numbers = namesIn(text)
  return numbers.every((name, index) => name === String(index + 1))
}

const namesIn = (text: string) => [
  ...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name)),
]

/** Sent for approval; it is listed as pending until the channel says more. */
export async function submitTemplate(
  ctx: Ctx<'member'>,
  input: z.output<typeof SubmitTemplateInput>,
): Promise<Result<null, TemplatesError | { readonly code: 'examples_missing' }>> {
  const { instanceId, examples, ...draft } = input
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const { templates } = openSender(ctx, row).sender
  if (templates === undefined) return err({ code: 'no_templates' })
  const given = examples.split('\n').flatMap((line) => line.trim() || [])
  const parameters = namesIn(draft.body).length
  if (given.length !== parameters) return err({ code: 'examples_missing' })
  const submitted = await templates.submit(ctx, { ...draft, examples: given })
  if (!submitted.ok) return err(refusalOf(submitted))
  const { name } = draft
  await ctx.db.transaction(async (tx) => {
    const kept = { ...draft, parameters, state: submitted.value, reason: null, syncedAt: ctx.now() }
    await tx
      .insert(cloudTemplates)
      .values({ accountId: ctx.actor.accountId, instanceId, ...kept })
      .onConflictDoUpdate({
        target: [cloudTemplates.instanceId, cloudTemplates.name, cloudTemplates.language],
        set: kept,
      })
    await recordAudit(ctx, tx, {
      action: 'template.submitted',
      subject: instanceId,
      details: { name },
    })
  })
  return ok(null)
}

const TEMPLATES_MAX = 500

/** As last listed: what waits or was refused first. */
export const listTemplates = ({ db, actor }: Ctx<'member'>, id: Id<'instance'>) =>
  db
    .select()
    .from(cloudTemplates)
    .where(and(eq(cloudTemplates.instanceId, id), eq(cloudTemplates.accountId, actor.accountId)))
    .orderBy(asc(cloudTemplates.name), asc(cloudTemplates.language))
    .limit(TEMPLATES_MAX)
export type KeptTemplate = Awaited<ReturnType<typeof listTemplates>>[number]

const APPROVING = listAll().flatMap(({ windowed, code }) => (windowed ? [code] : []))

/** Senders whose channel approves texts. */
export const listWithTemplates = ({ db }: Tools) =>
  db
    .select({ id: instances.id, accountId: instances.accountId })
    .from(instances)
    .where(and(inArray(instances.channel, APPROVING), eq(instances.state, 'connected')))
    .limit(1_000)
