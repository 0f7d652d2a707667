// tests/e2e/support/stack.ts
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Person = { readonly email: string; readonly password: string }

/** `DATA_DIR/demo.json`, as the contract writes it; what does not exist yet is null. */
export type Demo = {
  readonly baseUrl: string
  readonly producer: Person
  readonly affiliate: Person | null
  readonly apiKey: string
  readonly offers: Readonly<
    Record<'oneOff' | 'recurring' | 'limited' | 'manualCapture', string | null>
  >
  readonly store: {
    readonly id: string
    readonly platform: string
    readonly postbackUrl: string
    readonly integrationKey: string
  }
  readonly instance: { readonly id: string }
  readonly simulatorUrl: string
}

const dataDir = process.env.E2E_DATA_DIR ?? '.data'

export const simulatorUrl = process.env.E2E_SIMULATOR_URL ?? 'http://127.0.0.1:4010'

export const readDemo = (): Demo => JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
