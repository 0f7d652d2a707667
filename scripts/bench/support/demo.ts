// scripts/bench/support/demo.ts
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from '../bench'

type Demo = {
  readonly apiKey: string
  readonly offers: { readonly oneOff: string } & Readonly<Record<string, string | null>>
  readonly store: {
    readonly id: string
    readonly postbackUrl: string
    readonly integrationKey: string
  }
}

export const readDemo = ({ dataDir }: Stack): Demo =>
  JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
