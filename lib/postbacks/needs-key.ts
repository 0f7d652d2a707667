// lib/postbacks/needs-key.ts
import type { StoreSettings } from '@/db/schema/stores'
import { findPlatform } from './registry'

type Asked = { readonly platform: string; readonly settings: StoreSettings }

/** Without a key nothing is believed, unless the platform or the store's owner said there is none. */
export function needsKey({ platform: code, settings }: Asked): boolean {
  const platform = findPlatform(code)
  if (platform === null) return true
  return platform.needsKey?.(settings) ?? platform.keySource !== 'none'
}
