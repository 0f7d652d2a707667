// scripts/bench/support/quiet.ts
import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from '../bench'

const WAITING = /^campainha_(?:outbox_waiting|workflow_events_open|workflow_jobs_due) (\d+)$/gm

/** The worker has caught up: what one part of a bench left to do is not paid by the next. */
export async function untilQuiet({ url }: Stack, patienceSeconds = 60): Promise<void> {
  const until = performance.now() + patienceSeconds * 1000
  while (performance.now() < until) {
    const metrics = await (await fetch(`${url}/api/metrics`)).text()
    const waiting = [...metrics.matchAll(WAITING)].map(([, count]) => Number(count))
    if (waiting.every((count) => count === 0)) return
    await wait(250)
  }
}
