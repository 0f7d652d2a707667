// lib/accounts/team.schema.ts
import { z } from 'zod'
import { ROLES } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { EmailField } from './fields'

const idOf = <P extends string>(prefix: P) =>
  z.custom<`${P}_${string}`>((text) => typeof text === 'string' && text.startsWith(`${prefix}_`))

export const InviteMemberInput = z.object({ email: EmailField, role: z.enum(ROLES) })
export type InviteMemberInput = z.output<typeof InviteMemberInput>

export const ChangeRoleInput = z.object({ memberId: idOf('mbr'), role: z.enum(ROLES) })
export type ChangeRoleInput = z.output<typeof ChangeRoleInput>

export const MemberId: z.ZodType<Id<'member'>> = idOf('mbr')
export const InvitationId: z.ZodType<Id<'invitation'>> = idOf('inv')
export const ApiKeyId: z.ZodType<Id<'apiKey'>> = idOf('key')
export const AccountId: z.ZodType<Id<'account'>> = idOf('acc')
export const AuditId: z.ZodType<Id<'audit'>> = idOf('aud')
