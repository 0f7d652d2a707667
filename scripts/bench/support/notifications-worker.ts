// scripts/bench/support/notifications-worker.ts
import { inngest, setEngineFetch } from '@/inngest/client'
import { connectEngine } from '@/inngest/engine/pool'
import { startEngine } from '@/inngest/engine/start'
import { pumpInstanceJob } from '@/inngest/functions/pump-instance'
import { wakeInstancesJob } from '@/inngest/functions/wake-instances'
import { env } from '@/lib/platform/env'
import { tools } from '@/lib/platform/tools'

/**
 * The product's own worker with the functions that send, and a lease as short as a bench is
 * patient. Asked for its memory, it tells. It is killed without a word.
 */
const [, , leaseMs = '30000'] = process.argv

const started = await startEngine({
  db: connectEngine(env.DATABASE_URL.reveal()),
  client: inngest,
  functions: [pumpInstanceJob, wakeInstancesJob],
  signingKey: env.INNGEST_SIGNING_KEY,
  setFetch: setEngineFetch,
  settings: { leaseMs: Number(leaseMs) },
})
if ('refused' in started) throw new Error(started.refused.join('\n'))

process.on('message', (asked) => {
  if (asked !== 'memory') return
  globalThis.gc?.()
  process.send?.(process.memoryUsage().rss)
})
process.on('SIGTERM', () => {
  started
    .stop(5_000)
    .then(() => tools.db.$client.end({ timeout: 2 }))
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
})
process.send?.('ready')
