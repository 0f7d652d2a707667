// inngest/engine/call.ts
import { createHash } from 'node:crypto'
import type { Fn } from './config'
import type { Engine, Job } from './engine'
import { canonical, type Json, sign } from './sign'

/** What a call needs to know of its run: read together with its memos, in one snapshot. */
export type RunView = {
  readonly id: string
  readonly version: number
  readonly force_plan: boolean
  readonly stack: readonly string[]
  /** JSON texts, exactly as they were stored. */
  readonly events: string
  readonly steps: string
}

export async function readRun(engine: Engine, id: string): Promise<RunView | undefined> {
  const [row] = await engine.sql<RunView[]>`
    select id, version, force_plan, stack, events, (
      select '{' || coalesce(string_agg(to_json(step.id) || ':' || memo, ','), '') || '}'
      from engine.step where run = run.id
    ) as steps
    from engine.run where id = ${id} and ended_at is null`
  return row
}

export type Reply = {
  readonly status: number
  /** The SDK said so itself; null when it did not speak at all. */
  readonly noRetry: boolean | null
  readonly retryAfter: string | null
  readonly version: number | null
  readonly isSdk: boolean
  readonly body: Json
}

/** Stable per function, as the server's are; only the SDK's checkpoints repeat it. */
const uuidOf = (fn: string) =>
  createHash('sha256')
    .update(fn)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-a$4-$5')

/** The body as text, memos and events untouched: they are values of somebody else. */
export function bodyOf(engine: Engine, job: Job, fn: Fn, run: RunView): string {
  const ctx = {
    run_id: run.id,
    env: '',
    step_id: 'step',
    attempt: job.attempt,
    max_attempts: fn.attempts,
    stack: { stack: run.stack, current: run.stack.length },
    disable_immediate_execution: run.force_plan,
    use_api: false,
    ...(engine.settings.checkpointing && { fn_id: uuidOf(fn.id), qi_id: `${job.id}:${job.lease}` }),
  }
  const { 0: event } = JSON.parse(run.events) as Json[]
  return [
    `{"event":${JSON.stringify(event)},"events":${run.events},"steps":${run.steps},"defers":{}`,
    `"ctx":${JSON.stringify(ctx)},"version":${run.version},"use_api":false}`,
  ].join(',')
}

/** One signed call. Silence, and an answer that is not the SDK's, are errors and never results. */
export async function call(engine: Engine, job: Job, fn: Fn, run: RunView): Promise<Reply> {
  const body = bodyOf(engine, job, fn, run)
  const url = new URL(engine.serveUrl)
  url.searchParams.set('fnId', fn.id)
  url.searchParams.set('stepId', job.step)
  const headers = {
    'content-type': 'application/json',
    // Real time on purpose: the SDK compares it with its own clock.
    'x-inngest-signature': sign(engine.signingKey, canonical(JSON.parse(body)), new Date()),
    'x-run-id': run.id,
  }
  const asked = engine.dispatch(url.href, { method: 'POST', headers, body }).then(readReply)
  return late(asked, engine.settings.callTimeoutMs)
}

const silence = (message: string): Reply => ({
  status: 504,
  noRetry: null,
  retryAfter: null,
  version: null,
  isSdk: false,
  body: { name: 'NoAnswer', message },
})

async function late(asked: Promise<Reply>, ms: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve(silence(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([asked, limit])
  } catch (error) {
    return silence(error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
  }
}

async function readReply(response: Response): Promise<Reply> {
  const { status, headers } = response
  const text = await response.text()
  const noRetry = headers.get('x-inngest-no-retry')
  const version = Number(headers.get('x-inngest-req-version'))
  return {
    status,
    noRetry: noRetry === null ? null : noRetry === 'true',
    retryAfter: headers.get('retry-after'),
    version: version > 0 ? version : null,
    isSdk: headers.has('x-inngest-sdk'),
    body: readJson(text),
  }
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return { name: 'UnreadableAnswer', message: text.slice(0, 500) }
  }
}
