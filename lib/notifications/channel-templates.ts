// lib/notifications/channel-templates.ts
import type { TemplateState } from '@/db/schema/conversations'
import type { Ctx } from '@/lib/platform/context'

export type ListedTemplate = {
  readonly name: string
  readonly language: string
  readonly category: string
  readonly state: TemplateState
  readonly reason: string | null
  readonly body: string
  readonly parameters: number
}

export type TemplateDraft = {
  readonly name: string
  readonly language: string
  readonly category: 'UTILITY' | 'MARKETING'
  /** With `{{1}}`, `{{2}}` in the places of its parameters. */
  readonly body: string
  /** One for each parameter: who approves it reads them. */
  readonly examples: readonly string[]
}

type Told<T> = { readonly ok: true; readonly value: T } | TemplateRefusal
export type TemplateRefusal = {
  readonly ok: false
  readonly code: string
  readonly explanation: string
}

/** What a channel that approves texts can be asked for. */
export type Templates = {
  list(ctx: Ctx): Promise<Told<readonly ListedTemplate[]>>
  submit(ctx: Ctx, draft: TemplateDraft): Promise<Told<TemplateState>>
}
