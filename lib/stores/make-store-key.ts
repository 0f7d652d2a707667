// lib/stores/make-store-key.ts
import { randomBytes } from 'node:crypto'
import type { Id } from '@/lib/kernel/ids'
import { ok, type Result } from '@/lib/kernel/result'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import type { Grace } from './grace'
import { saveStoreKey } from './save-store-key'

const KEY_BYTES = 24

type Asked = { readonly storeId: Id<'store'>; readonly grace?: Grace }
type MakeKeyError = { code: 'not_allowed' | 'store_not_found' }

/** For a platform that takes a key of ours. It is shown this once; afterwards only its end is. */
export async function makeStoreKey(
  ctx: Ctx<'member'>,
  asked: Asked,
): Promise<Result<{ key: Secret }, MakeKeyError>> {
  const key = new Secret(randomBytes(KEY_BYTES).toString('hex'))
  const saved = await saveStoreKey(ctx, { ...asked, key })
  return saved.ok ? ok({ key }) : saved
}
