// scripts/bench/support/paced.ts
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, connectRaw } from './raw-client'

export type Paced = {
  readonly url: string
  readonly perSecond: number
  readonly seconds: number
  readonly connections: number
  readonly request: () => Buffer
  readonly isGood: (answer: Answer) => boolean
}

export type PacedResult = {
  readonly good: number
  readonly bad: number
  readonly p95Ms: number
  readonly p99Ms: number
}

const AGAIN_MS = 20

/**
 * An open loop: a request is due at its moment whether or not the one before it was answered, and
 * what it waits for a place counts. A connection that is lost or refused is a bad answer, and is
 * opened again.
 */
export async function paced(asked: Paced): Promise<PacedResult> {
  const total = Math.round(asked.perSecond * asked.seconds)
  const began = performance.now()
  const dueAt = (n: number) => began + (n * 1000) / asked.perSecond
  const took: number[] = []
  let next = 0
  let bad = 0

  const loop = async () => {
    let connection = await connectRaw(asked.url)
    while (next < total) {
      const due = dueAt(next++)
      const early = due - performance.now()
      if (early > 0) await wait(early)
      try {
        const answer = await connection.ask(asked.request())
        if (asked.isGood(answer)) took.push(performance.now() - due)
        else bad++
      } catch {
        bad++
        await wait(AGAIN_MS)
        connection = await connectRaw(asked.url).catch(() => connection)
      }
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: asked.connections }, loop))
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0
  return { good: took.length, bad, p95Ms: at(0.95), p99Ms: at(0.99) }
}
