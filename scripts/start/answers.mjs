// scripts/start/answers.mjs
import { Refusal } from './refusal.mjs'

const LOOK_EVERY_MS = 100
const PATIENCE_MS = 120_000

/** The answer of an address, once it gives one that is good. */
export async function answerOf(url, { signal, patienceMs = PATIENCE_MS } = {}) {
  const until = Date.now() + patienceMs
  let last = 'no answer'
  while (Date.now() < until && !signal?.aborted) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      if (answer.ok) return await answer.json()
      last = `status ${answer.status}: ${(await answer.text()).slice(0, 200)}`
    } catch (error) {
      last = error.cause?.code ?? error.name
    }
    await new Promise((again) => setTimeout(again, LOOK_EVERY_MS))
  }
  if (signal?.aborted) return null
  throw new Refusal(`${url} did not become ready (${last}).`)
}

/** Where each counterpart listens, as `SIMULATOR_ADDRESSES` says it. */
export async function addressesOf(port, options) {
  const { control: _, ...counterparts } =
    (await answerOf(`http://127.0.0.1:${port}/_control/addresses`, options)) ?? {}
  return Object.entries(counterparts)
    .map(([code, url]) => `${code}=${url}`)
    .join(',')
}
