// scripts/bench/support/chaos/weather.ts
import { Fault } from '@/lib/simulator/faults'
import type { startSimulator } from '@/lib/simulator/server'

type Simulator = Awaited<ReturnType<typeof startSimulator>>
type Acquirer = 'cielo' | 'rede'

/** Which operation meets which fault, and how often. */
const WEATHER: readonly [operation: string, mode: string, probability: number][] = [
  ['authorize', 'drop_request', 0.015],
  ['authorize', 'drop_response', 0.025],
  ['authorize', 'late_approval', 0.025],
  ['authorize', 'http_500', 0.02],
  ['authorize', 'duplicate', 0.015],
  ['authorize', 'html', 0.01],
  ['authorize', 'truncated', 0.01],
  ['authorize', 'wrong_amount', 0.01],
  ['capture', 'drop_request', 0.02],
  ['capture', 'drop_response', 0.03],
  ['capture', 'http_500', 0.02],
  ['capture', 'html', 0.01],
  ['capture', 'truncated', 0.01],
  ['capture', 'duplicate', 0.02],
  ['void', 'drop_request', 0.02],
  ['void', 'drop_response', 0.03],
  ['void', 'http_500', 0.02],
  ['void', 'truncated', 0.01],
  ['void', 'deny_refund', 0.15],
  ['query', 'http_500', 0.08],
  ['query', 'drop_response', 0.04],
  ['query', 'html', 0.02],
  ['query', 'truncated', 0.02],
]
/**
 * Codes after which a card may be tried again: any card may meet them, a shared one too, at which two who
 * pay at one moment cannot know of each other. What forbids a repetition is met by who insists.
 */
const REFUSALS: Readonly<Record<Acquirer, readonly string[]>> = {
  cielo: ['05', '51', '91', 'ZZ'],
  rede: ['58', '111', '103', '105', '9999'],
}
const REFUSED = 0.012

/** Seeded faults at both acquirers, and stretches in which one of them takes no connection at all. */
export function makeWeather(simulator: Simulator, seed: number) {
  function begin() {
    let serial = seed
    const fault = (acquirer: Acquirer, operation: string, mode: string, more: object) => {
      const named = { acquirer, operation, mode, seed: ++serial, ...more }
      simulator.faults.add(Fault.parse(named))
    }
    for (const acquirer of ['cielo', 'rede'] as const) {
      for (const [operation, mode, probability] of WEATHER) {
        fault(acquirer, operation, mode, { probability })
      }
      for (const code of REFUSALS[acquirer]) {
        fault(acquirer, 'authorize', 'return_code', { code, probability: REFUSED })
      }
    }
  }
  async function out(acquirer: Acquirer | null) {
    simulator.faults.clear()
    begin()
    if (acquirer !== null) {
      simulator.faults.add(Fault.parse({ acquirer, mode: 'refuse_connection' }))
    }
    await simulator.align()
  }
  return {
    begin,
    /** Before each death: now and then an acquirer is away for as long as the till lives. */
    turn: (kill: number) => out(kill % 7 === 3 ? 'cielo' : kill % 7 === 5 ? 'rede' : null),
    async end() {
      simulator.faults.clear()
      await simulator.align()
    },
  }
}
