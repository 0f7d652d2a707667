// scripts/bench/support/flows.ts
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Engine, openFunctions, SETTINGS } from '@/inngest/engine/engine'
import { insertEvents, toKept } from '@/inngest/engine/ingest'
import { Secret } from '@/lib/kernel/secret'

/** Each is five calls, a sleep, a parallel pair and an event that starts a second run. */
export const FLOWS = 20
export const EFFECTS = FLOWS * 4

/** An engine that only writes events: what another process sends. */
export const sender = (sql: Engine['sql']): Engine => ({
  sql,
  functions: openFunctions([]),
  dispatch: async () => new Response(),
  serveUrl: 'http://nobody.invalid',
  signingKey: new Secret('none'),
  settings: SETTINGS,
  wake: () => {},
})

export async function sendFlows(sql: Engine['sql']): Promise<void> {
  const events = Array.from({ length: FLOWS }, (_, n) =>
    toKept({ name: 't/flow', id: `flow:${n}`, data: { n } }, Date.now()),
  )
  await insertEvents(sender(sql), sql, events)
}

type Options = {
  readonly url: string
  readonly effects: string
  /** Dies after the answer of this call; 0 lives until everything is done. */
  readonly call: number
  readonly checkpointing: boolean
  /** Or from outside, after so many ms. */
  readonly killAfterMs?: number
}

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** `script` is the bundle of `killed-worker.ts`. */
export function runKilled(script: string, options: Options): Promise<Exit> {
  const { url, effects, call, checkpointing, killAfterMs } = options
  const words = [script, url, effects, String(call), String(checkpointing)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const timer = killAfterMs && setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  return new Promise((done) => {
    child.once('exit', (code, signal) => {
      if (timer) clearTimeout(timer)
      done({ code, signal })
    })
  })
}

export function readEffects(path: string) {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return { lines: lines.length, distinct: new Set(lines).size }
}

/** What must hold when everything has ended, in words; nothing when it does. */
export async function complaintsAbout(sql: Engine['sql'], effects: string): Promise<string[]> {
  const [found] = await sql<{ runs: number; unfinished: number; jobs: number; waits: number }[]>`
    select (select count(*) from engine.run)::int as runs,
      (select count(*) from engine.run where status <> 'completed')::int as unfinished,
      (select count(*) from engine.job)::int as jobs,
      (select count(*) from engine.wait)::int as waits`
  const { distinct } = readEffects(effects)
  const wanted = { runs: FLOWS * 2, unfinished: 0, jobs: 0, waits: 0, effects: EFFECTS }
  const seen: Readonly<Record<string, number>> = { ...found, effects: distinct }
  return Object.entries(wanted).flatMap(([what, count]) =>
    seen[what] === count ? [] : [`${what}: ${seen[what]} instead of ${count}`],
  )
}
