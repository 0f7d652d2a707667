// inngest/engine/config.ts
import { Cron } from 'croner'
import { z } from 'zod'
import { complaintAbout, equalityOf } from './cel'
import { durationMs } from './duration'

/** Without `retries` a function has 4, as on the server; the worker refuses to start such a one. */
const RETRIES_UNSAID = 4
export const RETRIES_MAX = 20

/** The most the server takes. */
const BATCH_MAX = 100

const Limit = z.object({ limit: z.int().min(1), key: z.string().optional() })

const Config = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z
    .array(
      z.object({
        event: z.string().optional(),
        expression: z.string().optional(),
        cron: z.string().optional(),
      }),
    )
    .default([]),
  steps: z.object({
    step: z.object({ retries: z.object({ attempts: z.int().min(0) }).optional() }),
  }),
  cancel: z
    .array(
      z.object({ event: z.string(), if: z.string().default(''), timeout: z.string().optional() }),
    )
    .default([]),
  concurrency: z
    .union([
      z
        .int()
        .min(1)
        .transform((limit) => [Limit.parse({ limit })]),
      Limit.transform((one) => [one]),
      z.array(Limit),
    ])
    .default([]),
  throttle: z
    .object({
      limit: z.int().min(1),
      period: z.string(),
      key: z.string().optional(),
      burst: z.int().min(1).default(1),
    })
    .optional(),
  singleton: z.object({ key: z.string().optional() }).optional(),
  batchEvents: z.object({ maxSize: z.int().min(1).max(BATCH_MAX), timeout: z.string() }).optional(),
})

type Config = z.output<typeof Config>
export type Cancel = Config['cancel'][number]

export type Fn = Omit<Config, 'triggers' | 'steps'> & {
  readonly attempts: number
  readonly events: readonly { readonly event: string; readonly expression: string | undefined }[]
  readonly crons: readonly string[]
}

/** What the in-band sync answered, read for running. `refusals` says what may not run. */
export function readConfig(raw: unknown): Fn {
  const { triggers, steps, ...config } = Config.parse(raw)
  return {
    ...config,
    attempts: (steps.step.retries?.attempts ?? RETRIES_UNSAID) + 1,
    events: triggers.flatMap(({ event, expression }) => (event ? [{ event, expression }] : [])),
    crons: triggers.flatMap(({ cron }) => cron ?? []),
  }
}

const CRON = /^(?:TZ=(\S+) )?(.+)$/

/** Five fields or a descriptor, and the prefix `TZ=Area/City ` that the server takes. */
export function openCron(expression: string): Cron {
  const [, timezone = 'UTC', pattern = ''] = CRON.exec(expression) ?? []
  return new Cron(pattern, { timezone, mode: '5-part' })
}

type Raw = Readonly<Record<string, unknown>>
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null
const listOf = (value: unknown): Raw[] => (Array.isArray(value) ? value : [value]).filter(isRaw)

/** Every key a configuration may have, by where it stands. Whatever is not here is refused. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['id', 'name', 'triggers', 'steps', 'cancel', 'concurrency', 'throttle', 'singleton'],
    'batchEvents',
  ],
  triggers: ['event', 'expression', 'cron'],
  cancel: ['event', 'if', 'timeout'],
  concurrency: ['limit', 'key', 'scope'],
  throttle: ['limit', 'period', 'key', 'burst'],
  singleton: ['mode', 'key'],
  batchEvents: ['maxSize', 'timeout'],
}

/** The most entries the server takes. */
const MOST: Readonly<Record<string, number>> = { triggers: 10, cancel: 5, concurrency: 2 }

function* strangeKeys(config: Raw): Generator<string> {
  for (const [part, allowed] of Object.entries(ALLOWED)) {
    const entries = part === '' ? [config] : listOf(config[part])
    const prefix = part === '' ? '' : `${part}.`
    for (const entry of entries) {
      for (const key of Object.keys(entry)) if (!allowed.includes(key)) yield prefix + key
    }
    if (entries.length > (MOST[part] ?? Number.POSITIVE_INFINITY)) yield `${part} (too many)`
  }
  if (listOf(config.singleton).some(({ mode }) => mode !== 'skip')) yield 'singleton.mode'
  if (listOf(config.concurrency).some(({ scope }) => (scope ?? 'fn') !== 'fn'))
    yield 'concurrency.scope'
}

function* strangeValues(fn: Fn): Generator<string> {
  const limits: readonly ({ readonly key?: string | undefined } | undefined)[] = [
    ...fn.concurrency,
    fn.throttle,
    fn.singleton,
  ]
  const keys = limits.flatMap((limit) => limit?.key ?? [])
  const conditions = fn.events.flatMap(({ expression }) => expression ?? [])
  for (const expression of [...keys, ...conditions]) yield* complaints(expression)
  for (const { if: condition, timeout } of fn.cancel) {
    yield* complaints(condition)
    if (complaintAbout(condition) === null && equalityOf(condition) === null) {
      yield `cancelOn without an equality between the two events (${condition})`
    }
    if (timeout !== undefined && durationMs(timeout) === null) yield `cancel.timeout ${timeout}`
  }
  for (const { event } of fn.events) {
    if (/\*(?!$)|(?<![/.])\*$/.test(event)) yield `the wildcard ${event}`
  }
  for (const cron of fn.crons) {
    if (!isCron(cron)) yield `the cron ${cron}`
  }
  const period = fn.throttle && durationMs(fn.throttle.period)
  if (fn.throttle && (!period || period > 7 * 86_400_000))
    yield `throttle.period ${fn.throttle.period}`
}

/** One run of many events has one turn: what is decided by each of them cannot be decided for all. */
function* strangeBatch({ batchEvents, concurrency, throttle, singleton, cancel }: Fn) {
  if (batchEvents === undefined) return
  const timeout = durationMs(batchEvents.timeout)
  if (!timeout || timeout > 60_000) yield `batchEvents.timeout ${batchEvents.timeout}`
  const alone = { throttle, singleton, cancel: cancel[0] }
  for (const [name, value] of Object.entries(alone)) {
    if (value !== undefined) yield `batchEvents with ${name}`
  }
  if (concurrency.some(({ key }) => key !== undefined)) yield 'batchEvents with concurrency.key'
}

function* complaints(expression: string): Generator<string> {
  const complaint = complaintAbout(expression)
  if (complaint !== null) yield complaint
}

function isCron(expression: string): boolean {
  try {
    return openCron(expression).nextRun() !== null
  } catch {
    return false
  }
}

export type Refusal = { readonly fn: string; readonly what: string }

/** What would stop the worker: better now than a run that waits for ever. */
export function refusals(raw: unknown): readonly Refusal[] {
  const config = isRaw(raw) ? raw : {}
  const fn = String(config.id)
  const strange = [...strangeKeys(config)]
  const read = Config.safeParse(raw)
  if (!read.success) strange.push(...read.error.issues.map(({ path }) => path.join('.')))
  else {
    const { retries } = read.data.steps.step
    if (retries === undefined) strange.push(NO_RETRIES)
    else if (retries.attempts > RETRIES_MAX) strange.push('retries (more than 20)')
    strange.push(...strangeValues(readConfig(raw)), ...strangeBatch(readConfig(raw)))
  }
  return strange.map((what) => ({ fn, what }))
}

/** Every function says how often it is tried again. */
export const NO_RETRIES = 'a function without retries'

export const refusalLine = ({ fn, what }: Refusal) =>
  `${fn}: ${what} is not supported by the embedded engine, see docs/operations/workflows.md`
