// lib/accounts/company.schema.ts
import { z } from 'zod'
import { normalizePhone } from '@/lib/kernel/phone'
import { isTaxId, normalizeTaxId } from '@/lib/kernel/tax-id'
import { EmailField, NameField } from './fields'

/** The 26 states and the Federal District. */
export const STATES = [
  'AC',
  'AL',
  'AM',
  'AP',
  'BA',
  'CE',
  'DF',
  'ES',
  'GO',
  'MA',
  'MG',
  'MS',
  'MT',
  'PA',
  'PB',
  'PE',
  'PI',
  'PR',
  'RJ',
  'RN',
  'RO',
  'RR',
  'RS',
  'SC',
  'SE',
  'SP',
  'TO',
] as const

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'too_long')

const Phone = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, ctx) => {
    const { phone } = normalizePhone(text)
    if (phone !== null) return phone
    ctx.addIssue({ code: 'custom', message: 'phone' })
    return z.NEVER
  })

export const SaveCompanyInput = z.object({
  name: NameField,
  legalName: NameField,
  document: z
    .string()
    .min(1, 'required')
    .transform(normalizeTaxId)
    .refine((text) => isTaxId(text), 'document'),
  phone: Phone,
  supportEmail: EmailField,
  address: z.object({
    zip: z
      .string()
      .trim()
      .regex(/^\d{5}-?\d{3}$/, 'zip')
      .transform((text) => text.replace('-', '')),
    street: line(120),
    number: line(12),
    complement: z.string().trim().max(60, 'too_long'),
    district: line(60),
    city: line(60),
    state: z.enum(STATES, 'required'),
  }),
})
export type SaveCompanyInput = z.output<typeof SaveCompanyInput>
