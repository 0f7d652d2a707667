// scripts/bench/support/load.ts
import { type Answer, connectRaw } from './raw-client'

export type Load = {
  readonly url: string
  readonly connections: number
  /** Whichever comes first: a load that hangs or races still ends. */
  readonly requests: number
  readonly seconds: number
  /** The bytes of the n-th request. */
  readonly request: (n: number) => Buffer
  readonly isGood: (answer: Answer) => boolean
}

export type Loaded = {
  readonly good: number
  readonly bad: number
  /** What the first bad answer said. */
  readonly complaint: string | null
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** A closed loop: each connection asks again as soon as it has been answered. */
export async function load(asked: Load): Promise<Loaded> {
  const took: number[] = []
  let next = 0
  let bad = 0
  let complaint: string | null = null
  const began = performance.now()
  const until = began + asked.seconds * 1000

  const loop = async () => {
    const connection = await connectRaw(asked.url)
    while (next < asked.requests && performance.now() < until) {
      const bytes = asked.request(next++)
      const sent = performance.now()
      const answer = await connection.ask(bytes)
      if (asked.isGood(answer)) took.push(performance.now() - sent)
      else {
        bad++
        complaint ??= `${answer.status} ${answer.body.slice(0, 300)}`
      }
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: asked.connections }, loop))

  const seconds = (performance.now() - began) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return {
    good: took.length,
    bad,
    complaint,
    seconds,
    perSecond: took.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
