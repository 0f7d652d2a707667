// lib/accounts/fields.ts
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'

/**
 * What a person types, as the form and the server both read it. A refusal is a word, which the
 * catalogues turn into a sentence (`fields.*`); the browser and the server say the same.
 */
export const EmailField = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(254, 'email')
  .pipe(z.email('email'))

export const NameField = z.string().trim().min(2, 'name').max(120, 'too_long')

const PASSWORD_MIN = 10
const PASSWORD_MAX = 200

/** One character again and again, or a run of the keyboard: the first guesses of anybody. */
const EASY = /^(.)\1+$|^(?:0123456789|1234567890|12345678910|qwertyuiop|password\d*|senha\d*)$/i

export const NewPasswordField = z
  .string()
  .min(PASSWORD_MIN, 'password_short')
  .max(PASSWORD_MAX, 'too_long')
  .refine((text) => !EASY.test(text), 'password_easy')
  .transform((text) => new Secret(text))

/** The rules of a new password do not apply to one that was chosen before them. */
export const PasswordField = z
  .string()
  .min(1, 'required')
  .max(PASSWORD_MAX, 'too_long')
  .transform((text) => new Secret(text))
