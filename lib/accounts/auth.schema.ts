// lib/accounts/auth.schema.ts
import { z } from 'zod'
import { EmailField, NameField, NewPasswordField, PasswordField } from './fields'

export const SignInInput = z.object({ email: EmailField, password: PasswordField })
export type SignInInput = z.output<typeof SignInInput>

export const SignUpInput = z.object({
  name: NameField,
  company: NameField,
  email: EmailField,
  password: NewPasswordField,
})
export type SignUpInput = z.output<typeof SignUpInput>

/** Somebody who has no account yet chooses a name and a password. */
export const JoinInput = z.object({ name: NameField, password: NewPasswordField })
export type JoinInput = z.output<typeof JoinInput>

/** Somebody who has one shows that it is theirs. */
export const ConfirmInput = z.object({ password: PasswordField })
export type ConfirmInput = z.output<typeof ConfirmInput>

export const ChangePasswordInput = z.object({
  password: PasswordField,
  newPassword: NewPasswordField,
})
export type ChangePasswordInput = z.output<typeof ChangePasswordInput>
