// lib/simulator/world.ts
import type { World } from './dialect'
import { makeFaults } from './faults'
import { makeFinesBook } from './fines'
import { type Entry, makeLedger } from './ledger'
import { type BookedMessage, makeMessagesBook } from './messages-book'
import { makeNotifier } from './notifier'

/** What a state file holds: the books and the shelves, never the faults. */
export type Memory = {
  readonly entries: readonly Entry[]
  readonly messages: readonly BookedMessage[]
  readonly shelves: Readonly<Record<string, readonly (readonly [string, unknown])[]>>
}

/** What the merchant of a demo may set; a reset forgets it. */
export type Settings = {
  /** Every Pix is paid by itself so much later; null: only those whose centavos say so. */
  autoPayPixMs: number | null
  /** Every code of Evolution is scanned so much later; null: only by a control call. */
  autoScanMs: number | null
}

/** A Pix whose amount ends in ,02 is paid by itself. A rule of ours, for demos and journeys. */
const PAYS_ITSELF = { centavos: 2, afterMs: 8_000 }

export function makeWorld(now: () => Date, undoPauseMs: number, scanMs: number | null) {
  const settings: Settings = { autoPayPixMs: null, autoScanMs: scanMs }
  const shelves = new Map<string, Map<string, unknown>>()
  const shelf: World['shelf'] = (name) => {
    const known = shelves.get(name) ?? new Map<string, unknown>()
    shelves.set(name, known)
    return known
  }
  const ledger = makeLedger(now)
  const messages = makeMessagesBook(now)
  const faults = makeFaults(now)
  const fines = makeFinesBook(now)
  const notices = makeNotifier({ shelf, now })
  return {
    ledger,
    messages,
    faults,
    fines,
    now,
    shelf,
    settings,
    undoPauseMs,
    autoScanMs: () => settings.autoScanMs,
    notices: notices.told,
    register: notices.register,
    notify: notices.notify,
    payAfterMs: (amount: number) =>
      settings.autoPayPixMs ?? (amount % 100 === PAYS_ITSELF.centavos ? PAYS_ITSELF.afterMs : null),
    forget() {
      faults.clear()
      fines.clear()
      notices.clear()
      settings.autoPayPixMs = null
      settings.autoScanMs = scanMs
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
