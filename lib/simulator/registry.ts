// lib/simulator/registry.ts
import type { Dialect } from './dialect'
import { cieloDialect } from './dialects/cielo'
import { evolutionDialect } from './dialects/evolution'
import { redeDialect } from './dialects/rede'
import { whatsappDialect } from './dialects/whatsapp'

/** Adding a counterpart is its dialect and one line here. On the shared address the first match answers. */
export const DIALECTS: readonly Dialect[] = [
  cieloDialect,
  redeDialect,
  whatsappDialect,
  evolutionDialect,
]
