// lib/simulator/world.ts
import type { World } from './dialect'
import { makeFaults } from './faults'
import { type Entry, makeLedger } from './ledger'
import { type BookedMessage, makeMessagesBook } from './messages-book'

/** What a state file holds: the books and the shelves, never the faults. */
export type Memory = {
  readonly entries: readonly Entry[]
  readonly messages: readonly BookedMessage[]
  readonly shelves: Readonly<Record<string, readonly (readonly [string, unknown])[]>>
}

export function makeWorld(now: () => Date) {
  const shelves = new Map<string, Map<string, unknown>>()
  const shelf: World['shelf'] = (name) => {
    const known = shelves.get(name) ?? new Map<string, unknown>()
    shelves.set(name, known)
    return known
  }
  const ledger = makeLedger(now)
  const messages = makeMessagesBook(now)
  const faults = makeFaults(now)
  return {
    ledger,
    messages,
    faults,
    now,
    shelf,
    forget() {
      faults.clear()
      ledger.clear()
      messages.clear()
      for (const [name, each] of shelves) if (!name.endsWith('.tokens')) each.clear()
    },
    remember: (): Memory => ({
      entries: ledger.entries,
      messages: messages.messages,
      shelves: Object.fromEntries([...shelves].map(([name, each]) => [name, [...each]])),
    }),
    restore(memory: Memory) {
      ledger.restore(memory.entries)
      messages.restore(memory.messages)
      for (const [name, pairs] of Object.entries(memory.shelves)) {
        for (const [key, value] of pairs) shelf(name).set(key, value)
      }
    },
  }
}

export type WholeWorld = ReturnType<typeof makeWorld>
