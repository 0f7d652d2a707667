// scripts/bench/support/queue-worker.ts
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { BENCH_KEY } from './queue-lots'

export type QueueWorker = {
  readonly memory: () => Promise<number>
  readonly stop: () => Promise<void>
  /** Without a word: `kill -9`. */
  readonly kill: () => Promise<void>
}

type Options = {
  readonly url: string
  readonly leaseMs: number
  readonly addresses: Readonly<Record<string, string>>
}

/** The product's worker in a process of its own. */
export async function startQueueWorker({ url, leaseMs, addresses }: Options): Promise<QueueWorker> {
  const script = join(process.cwd(), '.build/bench/notifications-worker.mjs')
  const { control: _control, ...simulators } = addresses
  const child = fork(script, [String(leaseMs)], {
    execArgv: ['--expose-gc'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: url,
      AUTH_SECRET: '-'.repeat(32),
      ENCRYPTION_KEY: BENCH_KEY,
      INNGEST_SIGNING_KEY: '0'.repeat(64),
      LOG_LEVEL: 'error',
      SIMULATOR_ADDRESSES: Object.entries(simulators)
        .map(([name, address]) => `${name}=${address}`)
        .join(','),
    },
  })
  await once(child, 'message')
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    memory: async () => {
      child.send('memory')
      const [rss] = await once(child, 'message')
      return rss
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}
