// tests/support/killed-worker.ts
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as esbuild from 'esbuild'
import type { Database } from '@/db/client'
import { openFunctions, SETTINGS } from '@/inngest/engine/engine'
import { insertEvents, toKept } from '@/inngest/engine/ingest'
import { SIGNING_KEY } from './test-engine'

export const FLOWS = 20

/** The worker that dies, as one file that a child process can run. */
export async function bundleKilled(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs')
  if (existsSync(outfile)) return outfile
  await esbuild.build({
    entryPoints: ['tests/support/killed-worker-main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': resolve('.'), 'server-only': resolve('tests/support/empty.ts') },
    logLevel: 'error',
    // Beside the repository's node_modules, whatever folder the bundle lies in.
    plugins: [fromHere()],
  })
  return outfile
}

const fromHere = (): esbuild.Plugin => ({
  name: 'packages by their address',
  setup(build) {
    build.onResolve({ filter: /^[a-z@][^:]*$/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@/') || path === 'server-only'
        ? undefined
        : path.startsWith('node:')
          ? { path, external: true }
          : { path: import.meta.resolve(path), external: true },
    )
  },
})

export async function sendFlows(db: Database): Promise<void> {
  const engine = {
    sql: db.$client,
    functions: openFunctions([]),
    dispatch: async () => new Response(),
    serveUrl: '',
    signingKey: SIGNING_KEY,
    settings: SETTINGS,
    wake: () => {},
  }
  const events = Array.from({ length: FLOWS }, (_, n) =>
    toKept({ name: 't/flow', id: `flow:${n}`, data: { n } }, Date.now()),
  )
  await insertEvents(engine, db.$client, events)
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

export function runKilled(script: string, options: Options): Promise<Exit> {
  const { url, effects, call, checkpointing, killAfterMs } = options
  const words = [script, url, effects, String(call), String(checkpointing)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] })
  const timer =
    killAfterMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  return new Promise((done) => {
    child.once('exit', (code, signal) => {
      if (timer !== null) clearTimeout(timer)
      done({ code, signal })
    })
  })
}

export function readEffects(path: string) {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return { lines: lines.length, distinct: new Set(lines).size }
}
