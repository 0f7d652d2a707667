// lib/platform/context.ts
import type { Database } from '@/db/client'
import type { Entity, Id } from '@/lib/kernel/ids'
import type { Secret } from '@/lib/kernel/secret'
import type { Http } from './http'
import type { Keyring } from './keyring'
import type { Storage } from './storage'

/** What code that belongs to no account may use: the outbox sender, the finder of due charges. */
export type Tools = {
  /** Never a transaction: a use case opens its own, so nobody can put a network call inside one. */
  readonly db: Database
  readonly http: Http
  readonly now: () => Date
  readonly wait: (ms: number) => Promise<void>
  /** What the work gives, or `late` after `ms`. The work itself goes on, and logs its failure. */
  readonly within: <T>(work: Promise<T>, ms: number) => Promise<T | 'late'>
  readonly newId: <E extends Entity>(entity: E) => Id<E>
  /** Seals what must not lie in plain in a row: credentials, keys, bodies of postbacks. */
  readonly keyring: Keyring
  /** Where files lie that are too large for a row. */
  readonly storage: Storage
  /** Where browsers and counterparts find us: links in messages begin with it. */
  readonly appUrl: string
  /** The installation's own mail server, where it has one. */
  readonly smtpUrl?: Secret
  /** Senders' own servers may stand in the installation's private network. */
  readonly privateSenders?: boolean
  /** Where each simulated counterpart listens, by its code; empty when no simulator runs. */
  readonly simulators: Readonly<Record<string, string>>
}

type Scoped<K extends string> = { readonly kind: K; readonly accountId: Id<'account'> }

/** What a member may do: everything, everything but the team and keys, or look and answer. */
export type Role = 'owner' | 'admin' | 'support'

export type Actor =
  | (Scoped<'member'> & { readonly userId: Id<'user'>; readonly role: Role })
  | (Scoped<'affiliate'> & { readonly affiliateId: Id<'affiliate'> })
  | (Scoped<'job'> & { readonly name: string })
  | Scoped<'buyer'>
  | (Scoped<'api'> & { readonly apiKeyId: Id<'apiKey'>; readonly mode: 'test' | 'live' })

/** First argument of every use case, which may say who is welcome: `Ctx<'member' | 'api'>`. */
export type Ctx<K extends Actor['kind'] = Actor['kind']> = Tools & {
  readonly actor: Extract<Actor, { kind: K }>
}
