// lib/platform/password.ts
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@/lib/kernel/secret'

/** OWASP's first choice for scrypt: 128 MiB for each guess. Old hashes are redone at sign-in. */
const COST = { log2N: 17, r: 8, p: 1 } as const
const KEY_BYTES = 32
const SALT_BYTES = 16

/** Each hash holds its memory while it runs, so the rest wait in line. */
const AT_ONCE = 2

type Cost = { readonly log2N: number; readonly r: number; readonly p: number }
type Stored = { readonly cost: Cost; readonly salt: Buffer; readonly key: Buffer }

/** `scrypt$17$8$1$salt$key`: the parameters lie beside the hash, so that they can grow. */
export async function hashPassword(password: Secret): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, COST)
  const { log2N, r, p } = COST
  return ['scrypt', log2N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** `stale` when it is right and was made with other parameters than today's. */
export async function checkPassword(
  password: Secret,
  hash: string,
): Promise<'wrong' | 'right' | 'stale'> {
  const stored = read(hash)
  const key = await derive(password, stored.salt, stored.cost)
  if (key.length !== stored.key.length || !timingSafeEqual(key, stored.key)) return 'wrong'
  const { log2N, r, p } = stored.cost
  return log2N === COST.log2N && r === COST.r && p === COST.p ? 'right' : 'stale'
}

/** What an e-mail that nobody has is compared with: it takes as long, and is never right. */
export const NOBODYS_HASH = `scrypt$${COST.log2N}$${COST.r}$${COST.p}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`

function read(hash: string): Stored {
  const [, log2N, r, p, salt = '', key = ''] = hash.split('$')
  return {
    cost: { log2N: Number(log2N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

let running = 0
const waiting: (() => void)[] = []

async function derive(password: Secret, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await scryptKey(password, salt, cost)
  } finally {
    running--
    waiting.shift()?.()
  }
}

function scryptKey(password: Secret, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** log2N
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r }
  // The same password typed on another keyboard is the same password.
  const text = password.reveal().normalize('NFKC')
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
