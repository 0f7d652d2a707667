// lib/platform/parse-env.ts
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import { readStorageUrl } from './storage-url'

const secret = (shape: z.ZodString) => shape.transform((text) => new Secret(text))

/** `key id:base64 of 32 bytes`, comma-separated; the first one encrypts. */
const KEYS = /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/

const port = z.coerce.number().int().min(0).max(65_535)

/** `cielo=http://127.0.0.1:4011,rede=…`: written by the supervisor, never by a person. */
const addresses = z
  .string()
  .regex(/^[\w-]+=(https?|smtp):\/\/[^,]+(,[\w-]+=(https?|smtp):\/\/[^,]+)*$/)
  .transform((text): Readonly<Record<string, string>> => {
    const pairs = text.split(',').map((pair) => pair.split('='))
    return Object.fromEntries(pairs.map(([code = '', ...url]) => [code, url.join('=')]))
  })

/** What is wrong is said in words of ours: the address holds a key. */
const bucket = z.string().transform((text, refused) => {
  const read = readStorageUrl(text)
  if (read.ok) return read.value
  refused.addIssue({ code: 'custom', message: read.error.code })
  return z.NEVER
})

const Env = z
  .object({
    PORT: port.default(3000),
    DATA_DIR: z.string().min(1).default('.data'),
    /** Where the build of the pages lies. */
    NEXT_DIST_DIR: z.string().min(1).default('.next'),
    DATABASE_URL: secret(z.string().regex(/^postgres(ql)?:\/\//)),
    APP_URL: z.url().optional(),
    // Children never guess the mode: the supervisor hands both down when it is embedded.
    SIMULATOR_PORT: port.default(0),
    SIMULATOR_ADDRESSES: addresses.default({}),
    DEMO: z.stringbool().default(false),
    WORKFLOW_ENGINE: z.enum(['embedded', 'inngest']).default('embedded'),
    INNGEST_BASE_URL: z.url().optional(),
    INNGEST_SERVE_ORIGIN: z.url().optional(),
    INNGEST_EVENT_KEY: secret(z.string().min(1)).optional(),
    INNGEST_SIGNING_KEY: secret(z.string().regex(/^[0-9a-f]{64}$/)),
    AUTH_SECRET: secret(z.string().min(32)),
    ENCRYPTION_KEY: secret(z.string().regex(KEYS)),
    SMTP_URL: secret(z.string().regex(/^smtps?:\/\//)).optional(),
    PRIVATE_SENDERS: z.stringbool().default(false),
    METRICS_TOKEN: secret(z.string().min(1)).optional(),
    SIMULATOR_STATE: z.string().optional(),
    STORAGE_URL: bucket.optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .superRefine((env, refused) => {
    if (env.WORKFLOW_ENGINE !== 'inngest') return
    for (const name of ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY'] as const) {
      if (env[name] !== undefined) continue
      refused.addIssue({ code: 'custom', path: [name], message: 'needed by the inngest engine' })
    }
  })
  .transform((env) => ({ ...env, APP_URL: env.APP_URL ?? `http://127.0.0.1:${env.PORT}` }))
export type Env = z.output<typeof Env>

type Variables = Readonly<Record<string, string | undefined>>

/** The names and what is wrong with them, never a value: half of them are secrets. */
export function parseEnv(variables: Variables): { env: Env } | { complaint: string } {
  const set = Object.entries(variables).filter(([, text]) => text !== '')
  const parsed = Env.safeParse(Object.fromEntries(set))
  if (parsed.success) return { env: parsed.data }
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return { complaint: `Environment: ${wrong.join('; ')}` }
}
