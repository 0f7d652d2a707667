// lib/platform/before-stop.ts
import { log } from './log'

const KEY = Symbol.for('campainha.before-stop')

type Held = { [KEY]?: (() => Promise<void>)[] }

/** Kept at the process itself: the front door and Next's bundles each have modules of their own. */
const list = () => {
  const held = globalThis as Held
  held[KEY] ??= []
  return held[KEY]
}

/** What is to be written before the process ends in good order. */
export function beforeStop(work: () => Promise<void>): void {
  list().push(work)
}

export async function finishBeforeStop(): Promise<void> {
  const done = await Promise.allSettled(list().map((work) => work()))
  for (const each of done) {
    if (each.status === 'rejected') log.error('something was not finished', { error: each.reason })
  }
}
