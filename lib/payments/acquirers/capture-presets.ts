// lib/payments/acquirers/capture-presets.ts
import type { CaptureWindow } from '../capture-window'

export type CapturePreset = { readonly name: string; readonly windows: readonly CaptureWindow[] }

const days = (length: number, brand: CaptureWindow['brand'] = '*'): CaptureWindow => ({
  brand,
  rule: 'days',
  length,
})

/** No rows: the acquirer's shortest published deadline, which its connector knows. */
const USUAL: CapturePreset = { name: 'usual', windows: [] }

/** What acquirers agree, or agreed, with their merchants: the registration says which one holds. */
const PRESETS: Readonly<Record<string, readonly CapturePreset[]>> = {
  cielo: [
    USUAL,
    { name: 'cielo_7_mastercard', windows: [days(7, 'mastercard'), days(15)] },
    { name: 'cielo_15', windows: [days(15)] },
    { name: 'cielo_2016', windows: [days(5)] },
  ],
  rede: [USUAL, { name: 'rede_2016', windows: [{ brand: '*', rule: 'same_day', length: 0 }] }],
}

export const capturePresetsOf = (acquirer: string) => PRESETS[acquirer] ?? [USUAL]
