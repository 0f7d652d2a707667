// lib/sales/three-ds.schema.ts
import { z } from 'zod'
import type { ThreeDs } from '@/lib/payments/acquirer'

/** 20 bytes as Base64: 28 characters; some servers send it as 40 hexadecimal digits. */
const cryptogram = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+/=_-]{26,44}$/)

/**
 * What the shop's own 3-D Secure server found out about the buyer. It is passed on as it is: the
 * ECI that counts is the one the acquirer answers with.
 */
export const ThreeDsInput = z
  .object({
    /** The brand's: 05, 06, 07 of most; 02, 01, 00 and 04 of Mastercard. */
    eci: z
      .string()
      .trim()
      .regex(/^0?\d$/)
      .transform((text) => text.padStart(2, '0')),
    cavv: cryptogram.nullish().transform((text) => text ?? null),
    xid: cryptogram.nullish().transform((text) => text ?? null),
    version: z
      .string()
      .trim()
      .regex(/^[12](\.\d{1,2}){0,2}$/)
      .nullish()
      .transform((text) => text ?? null),
    transactionId: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{1,64}$/)
      .nullish()
      .transform((text) => text ?? null),
  })
  .superRefine(({ eci, cavv }, refused) => {
    if (!AUTHENTICATED.includes(eci) || cavv !== null) return
    const params = { code: 'cavv_missing' }
    refused.addIssue({ code: 'custom', path: ['cavv'], message: 'cavv missing', params })
  })
  .transform((given): ThreeDs => given)

/** Says that the buyer was authenticated, which only its cryptogram proves. */
const AUTHENTICATED: readonly string[] = ['01', '02', '05', '06']
