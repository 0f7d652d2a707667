// lib/accounts/limits.ts
import type { Limit } from '@/lib/platform/rate-limit'

/** A person mistypes a few times; a list of stolen passwords does not stop at eight. */
export const SIGN_IN_OF_EMAIL: Limit = { name: 'sign-in email', burst: 8, everyMs: 60_000 }

/** Many people may share an office's address, and one machine may try many people. */
export const SIGN_IN_FROM: Limit = { name: 'sign-in address', burst: 40, everyMs: 15_000 }

export const SIGN_UP_FROM: Limit = { name: 'sign-up address', burst: 20, everyMs: 60_000 }
