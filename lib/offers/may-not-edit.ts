// lib/offers/may-not-edit.ts
import type { Ctx } from '@/lib/platform/context'
import { may } from '@/lib/platform/permissions'

/** A support member looks at offers; a key of the API acts for the whole company. */
export const mayNotEdit = ({ actor }: Ctx<'member' | 'api'>): boolean =>
  actor.kind === 'member' && !may(actor.role, 'work')
