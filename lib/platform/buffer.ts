// lib/platform/buffer.ts
import { log } from '@/lib/platform/log'
import { isAboutData } from './database-refusal'

type Options<T> = {
  readonly write: (batch: readonly T[]) => Promise<void>
  readonly wait: (ms: number) => Promise<void>
  /** What is told in the log when something is lost. */
  readonly what: string
  readonly everyMs?: number
  readonly most?: number
  readonly batch?: number
}

/**
 * What may be counted a second later: kept in memory and written together, by one writer a process,
 * so that no row of a busy offer is waited for. A crash loses what was heard in the last second; a
 * stop writes it first. While the database is away it waits here, up to `most`; the one that no database
 * takes is lost, and none of those beside it.
 */
export function makeBuffer<T>({
  write,
  wait,
  what,
  everyMs = 1_000,
  most = 100_000,
  batch = 10_000,
}: Options<T>) {
  let heard: T[] = []
  let isPlanned = false
  let isFull = false
  let writing: Promise<void> = Promise.resolve()

  function note(item: T): void {
    if (heard.length < most) heard.push(item)
    else if (!isFull) log.error('some are not counted: too many wait', { what })
    isFull = heard.length >= most
    plan()
  }

  function plan(): void {
    if (isPlanned) return
    isPlanned = true
    void wait(everyMs).then(() => {
      isPlanned = false
      return flush()
    })
  }

  /** Everything that was heard until now is written when it resolves, or it was told why not. */
  function flush(): Promise<void> {
    writing = writing.then(writeAll)
    return writing
  }

  async function writeAll(): Promise<void> {
    while (heard.length > 0) {
      const taken = heard.slice(0, batch)
      heard = heard.slice(batch)
      const left = await put(taken)
      if (left.length === 0) continue
      heard = [...left, ...heard]
      return plan()
    }
  }

  /** Gives what is to be written later. */
  async function put(items: readonly T[]): Promise<readonly T[]> {
    try {
      await write(items)
      return []
    } catch (error) {
      const count = items.length
      const isOurs = isAboutData(error)
      if (!isOurs || count === 1) log.error('a batch was not written', { what, count, error })
      if (!isOurs) return items
      if (count === 1) return []
      const half = Math.ceil(count / 2)
      const rest = items.slice(half)
      const left = await put(items.slice(0, half))
      return left.length > 0 ? [...left, ...rest] : put(rest)
    }
  }

  return { note, flush }
}
